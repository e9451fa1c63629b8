import { say } from 'stage-contract';
import type { AwsFailure } from '../awsFailure';
import { readConflict, readDenied, readRefused, readStale, readUnanswered } from '../readFailure';
import type { Reading } from '../reading';
import type { FailureReader } from '../stageErrorOf';
import { lambdaThing, type LambdaCallFacts, type NamedLambdaCall } from './lambdaCallFacts';
import { readCode } from './readCode';
import { readExecutionRole, readNotRun } from './readNotRun';

/** How to read Lambda's failures: the first reading that matches wins. */
export const lambdaFailures: FailureReader<LambdaCallFacts> = {
  isNotFound,
  thingOf: lambdaThing,
  read: (failure, facts) =>
    readNotRun(failure, facts) ??
    readUnanswered(failure, facts) ??
    readCode(failure, facts) ??
    readNotFound(failure, facts) ??
    readStale(failure, facts) ??
    readFailedState(failure, facts) ??
    readConflict(failure, facts) ??
    readExecutionRole(failure, facts) ??
    readDenied(failure, facts) ??
    readRefused(failure, facts),
};

function isNotFound({ awsCode }: AwsFailure): boolean {
  return awsCode === 'ResourceNotFoundException' || awsCode === 'ProvisionedConcurrencyConfigNotFoundException';
}

/** A conflict that waiting does not resolve. */
const readFailedState = (failure: AwsFailure, facts: NamedLambdaCall): Reading | undefined =>
  /in the following state: '?Failed\b/.test(failure.message)
    ? {
        code: 'settleFailed',
        what: say('stateIsFailed', { call: facts.name }),
        next: say('lookAtStateReason', {}),
      }
    : undefined;

/** AWS names the missing resource by its ARN; a qualifier in the ARN tells a version or alias from the function. */
function readNotFound(failure: AwsFailure, facts: NamedLambdaCall): Reading | undefined {
  if (!isNotFound(failure)) return undefined;
  const [, functionName, qualifier] = /:function:([\w-]+)(?::([\w$-]+))?/.exec(failure.message) ?? [];
  const name = facts.functionName ?? functionName;
  const missing =
    qualifier ??
    (/^(Cannot find|Alias not found)/i.test(failure.message) || functionName === undefined
      ? facts.qualifier
      : undefined);
  if (name === undefined)
    return { code: 'awsRefused', what: say('subjectMissing', { call: facts.name, message: failure.message }) };
  if (missing === undefined) return { code: 'functionNotFound', what: say('functionMissing', { functionName: name }) };
  return /^(\d+|\$LATEST)$/.test(missing)
    ? { code: 'versionNotFound', what: say('versionMissing', { version: missing, functionName: name }) }
    : { code: 'aliasNotFound', what: say('aliasMissing', { alias: missing, functionName: name }) };
}
