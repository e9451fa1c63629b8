import { present } from 'stage-contract';
import type { SnsOperation } from '../snsOperation';

/** One message to a topic. A FIFO topic drops a message that comes again within five minutes. */
export const publish: SnsOperation<'publish'> = {
  call: 'Publish',
  reads: false,
  // Nothing of AWS that stages work on.
  changes: false,
  async run(aws, { topicArn, text, attributes, fifo }, signal) {
    const MessageAttributes = Object.fromEntries(
      Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
    );
    await aws.call({ thing: topicArn }, (client) =>
      client.publish(
        {
          TopicArn: topicArn,
          Message: text,
          MessageAttributes,
          ...present({ MessageGroupId: fifo?.groupId, MessageDeduplicationId: fifo?.deduplicationId }),
        },
        { abortSignal: signal },
      ),
    );
  },
};
