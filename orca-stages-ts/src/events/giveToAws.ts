import { StageError } from 'stage-contract';
import { NotDelivered } from './notDelivered';
import { withinTime } from './withinTime';

/** AWS's codes for something that is wrong with one event. Source: AWS's models of SNS and EventBridge. */
const OF_EVENT: ReadonlySet<string> = new Set([
  'InvalidParameterException',
  'InvalidParameterValueException',
  'ValidationException',
  'InvalidArgument',
  'MalformedDetail',
]);

/** What an operator can do about what AWS's own words leave open. */
const REMEDIES: ReadonlyMap<string, string> = new Map([
  ['NotFoundException', 'Create the topic, or correct accounts[].events.snsTopicArn.'],
  [
    'NotAuthorizedForSourceException',
    "Allow the source lambda-stages in the bus's policy, or correct accounts[].events.eventBusArn.",
  ],
  ['NotAuthorizedForDetailTypeException', "Allow this type of event in the bus's policy."],
  ...['KMSAccessDeniedException', 'KMSNotFoundException', 'KMSDisabledException', 'KMSInvalidStateException'].map(
    (code): [string, string] => [
      code,
      "Check the key that encrypts the topic: it must be enabled, and the account's role needs kms:Decrypt and kms:GenerateDataKey on it.",
    ],
  ),
]);

/** Gives an event to a service of AWS, within the time of an attempt. Throws NotDelivered if AWS has not taken it. */
export const giveToAws = (
  signal: AbortSignal | undefined,
  attempt: (signal: AbortSignal) => Promise<void>,
): Promise<void> =>
  withinTime(signal, (ends) =>
    attempt(ends).catch((error: unknown) => {
      throw notTaken(error);
    }),
  );

/** AWS's failure to take an event, in words for the log: what, where, and what to do. Returns anything else as it is. */
function notTaken(error: unknown): unknown {
  if (!(error instanceof StageError)) return error;
  const { what, where, next, awsCode = '' } = error.details;
  const words = [`${what.words} (${where})`, next?.words ?? REMEDIES.get(awsCode)];
  return new NotDelivered(
    words.filter((part) => part !== undefined).join(' '),
    OF_EVENT.has(awsCode) ? 'event' : 'receiver',
  );
}
