import { z } from 'zod';
import { eventTypesSchema } from './eventReceiverSchema';
import { httpUrl } from './settingForms';

/** The parts of an ARN are held against the account by `accountEventRules`. */
const arn = (pattern: string, what: string, example: string) =>
  z
    .string({ error: `must be the ARN of ${what}` })
    .regex(
      new RegExp(`^arn:aws(?:-cn|-us-gov)?:${pattern}$`),
      `must be the ARN of ${what}, such as ${example}; a name alone does not say in which region it is`,
    );

/** The topic and the bus of an account that are told about events of this account. */
export const accountEventsSchema = z
  .strictObject(
    {
      snsTopicArn: arn(
        String.raw`sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,251}(?:\.fifo)?`,
        'an SNS topic',
        'arn:aws:sns:us-east-1:123456789012:lambda-stages',
      )
        .optional()
        .describe('SNS topic of this account that gets its events, standard or FIFO.'),
      eventBusArn: arn(
        String.raw`events:[a-z0-9-]+:\d{12}:event-bus/[A-Za-z0-9._/-]{1,256}`,
        'an EventBridge bus',
        'arn:aws:events:us-east-1:123456789012:event-bus/default',
      )
        .optional()
        .describe('EventBridge bus of this account that gets its events.'),
      types: eventTypesSchema.optional(),
      snsEndpoint: httpUrl('Another endpoint for SNS. With testCredentials, the default is lambdaEndpoint.').optional(),
      eventBridgeEndpoint: httpUrl(
        'Another endpoint for EventBridge. With testCredentials, the default is lambdaEndpoint.',
      ).optional(),
    },
    { error: 'must be a map with snsTopicArn or eventBusArn' },
  )
  .describe("Who in this account is told about its events, with the account's role. See also events.");
