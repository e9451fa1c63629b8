import type { SnsPort } from '../model/snsPort';
import { giveToAws } from './giveToAws';
import type { PostEvent } from './postEvent';

/**
 * Sends events to a topic of SNS: each as the JSON of its CloudEvent, with `type` and `source` as attributes, by which
 * subscriptions can filter. The request is signed by AWS's rules, and so is what AWS sends on.
 */
export const publishToTopic =
  ({ topicArn, sns }: { topicArn: string; sns(): Promise<SnsPort> }): PostEvent =>
  (event, { signal }) =>
    giveToAws(signal, async (ends) => {
      const port = await sns();
      await port.publish(
        {
          topicArn,
          text: JSON.stringify(event),
          attributes: { type: event.type, source: event.source },
          ...(topicArn.endsWith('.fifo')
            ? { fifo: { groupId: event.data.operationId, deduplicationId: event.id } }
            : {}),
        },
        ends,
      );
    });
