import { requiredField } from '../fieldMeta';
import { text, textLike } from '../values';

/** Lambda's rule for a function name. Source: CreateFunction, FunctionName without ARN forms. */
export const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/;
/** Lambda's rule for aliases. They can't be numbers only, because they would look like versions. */
export const ALIAS_NAME = /^(?!\d+$)[A-Za-z0-9_-]{1,128}$/;

/** Names of aliases, with `*` for any characters; at least one other character, so that it never means all of them. */
export const aliasPattern = () => textLike(/^(?=.*[A-Za-z0-9_-])[A-Za-z0-9_*-]{1,128}$/, 'aliasPattern');

/** An alias name. */
export const aliasName = () => textLike(ALIAS_NAME, 'aliasName');

/** What a stage works on: account, region and function, the fields that all stages share. */
export const targetFields = {
  account: requiredField(text('account'), {
    label: 'Account',
    section: 'where',
    native: true,
    help: 'The Spinnaker account that the function belongs to.',
    unread: 'used before the stage starts: to admit the request and to choose the AWS clients',
  }),
  region: requiredField(textLike(/^[a-z]{2}(-[a-z]+)+-\d$/, 'region'), {
    label: 'Region',
    section: 'where',
    native: true,
    example: 'us-east-1',
    help: 'The AWS region that the function runs in.',
    unread: 'used before the stage starts: to admit the request and to choose the AWS clients',
  }),
  functionName: requiredField(textLike(FUNCTION_NAME, 'functionName'), {
    label: 'Function',
    section: 'where',
    native: true,
    placeholder: 'enter or select a name',
    help: 'The full function name, exactly as in AWS: no prefix is added. The function does not have to exist yet if an earlier stage creates it.',
  }),
};
