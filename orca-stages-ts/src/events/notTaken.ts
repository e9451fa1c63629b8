import { StageError } from 'stage-contract';
import { NotDelivered } from './notDelivered';

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

/** AWS's failure to take an event, in words for the log: what, where, and what to do. Returns anything else as it is. */
export function notTaken(error: unknown): unknown {
  if (!(error instanceof StageError)) return error;
  const { what, where, next, awsCode = '' } = error.details;
  const words = [`${what.words} (${where})`, next?.words ?? REMEDIES.get(awsCode)];
  return new NotDelivered(
    words.filter((part) => part !== undefined).join(' '),
    OF_EVENT.has(awsCode) ? 'event' : 'receiver',
  );
}
