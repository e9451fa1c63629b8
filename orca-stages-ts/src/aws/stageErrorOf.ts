import { present, type StageErrorDetails } from 'stage-contract';
import { AwsStageError } from '../model/awsStageError';
import type { AwsFailure } from './awsFailure';
import type { CallFacts, NamedCall } from './callFacts';
import type { Reading } from './reading';
import { redactSecrets } from './redactSecrets';

/** How to read the failures of one service. */
export interface FailureReader<Facts extends CallFacts> {
  /** Whether the failure is the service's "not found". */
  isNotFound(failure: AwsFailure): boolean;
  /** What the failure means. The failure's message no longer contains secrets. */
  read(failure: AwsFailure, facts: NamedCall<Facts>): Reading;
  /** What the call was about, for people; undefined if only account and region are known. */
  thingOf(facts: NamedCall<Facts>): string | undefined;
}

/**
 * Turns an AWS failure into one of our errors, without the secrets of the request. Drops the raw error, because it may
 * contain them.
 */
export function stageErrorOf<Facts extends CallFacts>(
  failure: AwsFailure,
  facts: NamedCall<Facts>,
  scope: { account: string; region: string },
  reader: FailureReader<Facts>,
): AwsStageError {
  const awsMessage = redactSecrets(failure.message, facts.secrets ?? {});
  const { code, what, where, next, iamMayFollow } = reader.read({ ...failure, message: awsMessage }, facts);
  const details: StageErrorDetails = {
    code,
    what,
    where: [where ?? reader.thingOf(facts), `${scope.account} / ${scope.region}`]
      .filter((part) => part !== undefined)
      .join(' · '),
    awsCode: failure.awsCode,
  };
  if (awsMessage !== '') details.awsMessage = awsMessage;
  if (next !== undefined) details.next = next;
  if (failure.requestId !== undefined) details.awsRequestId = failure.requestId;
  if (failure.httpStatus !== undefined) details.httpStatus = failure.httpStatus;
  return new AwsStageError(details, {
    ...present({ retryAfterMs: failure.retryAfterMs, iamMayFollow, notSent: failure.notSent }),
  });
}
