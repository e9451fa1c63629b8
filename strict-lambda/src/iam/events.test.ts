import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { startTestLambda, type TestLambda } from '../testing/startTestLambda';

const TELLER = 'arn:aws:iam::123456789012:role/teller';
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:deployments',
  BUS = 'arn:aws:events:us-east-1:123456789012:event-bus/deployments';
const WHO = 'User: arn:aws:sts::123456789012:assumed-role/teller/pipeline-42 is not authorized to perform:';

describe('permissions of SNS and EventBridge', () => {
  let aws: TestLambda, sns: SNSClient, eventBridge: EventBridgeClient;

  beforeAll(async () => {
    aws = await startTestLambda();
    const { Credentials } = await aws.sts.send(
      new AssumeRoleCommand({ RoleArn: TELLER, RoleSessionName: 'pipeline-42' }),
    );
    const common = {
      endpoint: aws.url,
      region: 'us-east-1',
      maxAttempts: 1,
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      },
    };
    sns = new SNSClient(common);
    eventBridge = new EventBridgeClient(common);
  });
  afterAll(async () => {
    sns.destroy();
    eventBridge.destroy();
    await aws.close();
  });

  const may = (Action: string, Resource: string): void =>
    aws.setPolicy(TELLER, { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });
  const publish = () => sns.send(new PublishCommand({ TopicArn: TOPIC, Message: 'hello' }));
  const put = (EventBusName: string) =>
    eventBridge.send(new PutEventsCommand({ Entries: [{ Source: 's', DetailType: 't', Detail: '{}', EventBusName }] }));

  it('Publish is for a topic, and a refusal writes the action as SNS does', async () => {
    may('sns:Publish', `${TOPIC}-2`);
    await expect(publish()).rejects.toMatchObject({
      name: 'AuthorizationErrorException',
      message: `${WHO} SNS:Publish on resource: ${TOPIC} because no identity-based policy allows the SNS:Publish action`,
      $metadata: { httpStatusCode: 403 },
    });
    may('sns:Publish', TOPIC);
    await publish();

    expect(aws.calls().at(-1)).toMatchObject({ checked: [{ action: 'sns:Publish', resource: TOPIC }] });
  });

  it('PutEvents is for each bus, which may be given by its name', async () => {
    may('events:PutEvents', BUS);
    await put(BUS);
    await put('deployments');

    await expect(put('default')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `${WHO} events:PutEvents on resource: ${BUS.replace('deployments', 'default')} because no identity-based policy allows the events:PutEvents action`,
      $metadata: { httpStatusCode: 400 },
    });
  });
});
