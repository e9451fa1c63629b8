import { requiredField } from '../fieldMeta';
import { text, textLike } from '../values';

/** Lambda's rule for a function name. Source: CreateFunction, FunctionName without ARN forms. */
export const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/;
/** Lambda's rule for an alias: not a number alone, so that it can't be taken for a version. */
export const ALIAS_NAME = /^(?!\d+$)[A-Za-z0-9_-]{1,128}$/;

/** Text of an alias name. */
export const aliasName = () => textLike(ALIAS_NAME, 'aliasName');

/** Where a stage works: account, region and function, the fields that all stages share. */
export const targetFields = {
  account: requiredField(text('account'), {
    label: 'Account',
    section: 'where',
    native: true,
    help: 'The Spinnaker account that owns the function.',
    unread: 'the request is admitted by it, and a stage gets clients of the account',
  }),
  region: requiredField(textLike(/^[a-z]{2}(-[a-z]+)+-\d$/, 'region'), {
    label: 'Region',
    section: 'where',
    native: true,
    placeholder: 'us-east-1',
    help: 'The AWS region of the function.',
    unread: 'the request is admitted by it, and a stage gets clients of the region',
  }),
  functionName: requiredField(textLike(FUNCTION_NAME, 'functionName'), {
    label: 'Function',
    section: 'where',
    native: true,
    placeholder: 'type a name, or pick one',
    help: 'The full name, exactly as AWS has it: nothing is put before it. A function that does not exist yet is fine where an earlier stage creates it.',
  }),
};
