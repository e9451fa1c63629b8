import type { PutEventsResponse } from '@aws-sdk/client-eventbridge';
import type { EventBridgeOperation } from '../eventBridgeOperation';

/**
 * One event to a bus. One for each call, so that an event fails and is tried again on its own. AWS answers 200 when it has
 * not taken the event; that counts as the failure of the call.
 */
export const putEvent: EventBridgeOperation<'putEvent'> = {
  call: 'PutEvents',
  reads: false,
  // Nothing of AWS that stages work on.
  changes: false,
  async run(aws, { busArn, source, detailType, detail, timeMs, resources }, signal) {
    const Entries = [
      {
        EventBusName: busArn,
        Source: source,
        DetailType: detailType,
        Detail: detail,
        Time: new Date(timeMs),
        Resources: [...resources],
      },
    ];
    await aws.call({ thing: busArn }, async (client) => {
      const answer = await client.putEvents({ Entries }, { abortSignal: signal });
      if (answer.FailedEntryCount !== 0) throw failedEntry(answer);
      return answer;
    });
  },
};

/** Codes of entries that AWS calls retryable are failures of AWS itself; throttles are known by their name. */
const OF_AWS: ReadonlySet<string> = new Set(['InternalFailure', 'InternalException']);

/** In the form of the SDK's own errors. */
function failedEntry({ Entries, $metadata }: PutEventsResponse & { $metadata: object }): Error {
  const { ErrorCode: name = 'InternalFailure', ErrorMessage: message = '' } = Entries?.[0] ?? {};
  return Object.assign(new Error(message), {
    name,
    $metadata: { ...$metadata, httpStatusCode: OF_AWS.has(name) ? 500 : 400 },
  });
}
