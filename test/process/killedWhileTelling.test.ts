import { eventually } from 'strict-lambda/src/testing/eventually';
import { TARGET } from './support/deploymentOf';
import { startSidecarProcess, type SidecarProcess } from './support/sidecarProcess';
import { ACCOUNT_ID } from './support/sidecarSettings';

/* Events that a process has sent, and not noted as sent before it was killed. */

const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT_ID}:lambda-stages`,
  BUS = `arn:aws:events:us-east-1:${ACCOUNT_ID}:event-bus/deployments`;
/** Another replica might still be sending for as long. */
const TAKEN_FOR_MS = 30_000;

let sidecar: SidecarProcess;
beforeEach(async () => {
  sidecar = await startSidecarProcess({
    accountEvents: { local: { snsTopicArn: TOPIC, eventBusArn: BUS } },
  });
});
afterEach(() => sidecar.close());

const idsAt = (): { topic: string[]; bus: string[] } => {
  const idOf = (text: string): string => (JSON.parse(text) as { id: string }).id;
  return {
    topic: sidecar.lambda.messagesOf(TOPIC).map(({ message }) => idOf(message)),
    bus: sidecar.lambda.eventsOf(BUS).map(({ detail }) => idOf(detail)),
  };
};

it('come again with the same ID to a topic and a bus, from the next process', async () => {
  // The first process never sees the answers.
  for (const operation of ['Publish', 'PutEvents'])
    sidecar.lambda.addFault({ kind: 'slowAnswer', operation, ms: 600_000 });
  const outcome = await sidecar.run({
    type: 'Aws.LambdaTrafficRoutingStage',
    context: { ...TARGET, aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '1' },
  });
  await eventually('both events', () => idsAt().topic.length === 1 && idsAt().bus.length === 1);

  const { signal } = await sidecar.signal('SIGKILL');
  await sidecar.restart();
  await eventually('both events again', () => idsAt().topic.length === 2 && idsAt().bus.length === 2, {
    withinMs: TAKEN_FOR_MS + 40_000,
  });

  const { topic, bus } = idsAt();
  expect([outcome.failure?.code, signal]).toEqual(['functionNotFound', 'SIGKILL']);
  expect(new Set([...topic, ...bus]).size).toBe(1);
}, 120_000);
