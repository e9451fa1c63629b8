import {
  CreateEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import { deploymentOf } from '../../testing/deploymentOf';
import { startBench, type StageBench } from '../../testing/stageBench';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:orders';
const OTHER = 'arn:aws:sqs:us-east-1:123456789012:returns';
/** AWS does not know such a source, and only AWS can tell. */
const REFUSED = { arn: 'arn:aws:kafka:us-east-1:123456789012:orders', startingPosition: 'LATEST' };
const second = { executionId: 'execution-2' };
let bench: StageBench;

beforeEach(async () => {
  bench = await startBench();
  for (const [key, executionId] of [
    ['v1.zip', 'execution-1'],
    ['v2.zip', 'execution-2'],
  ] as const) {
    await bench.putCode(key, key);
    await bench.run('Aws.LambdaDeploymentStage', deploymentOf(key), { executionId });
  }
});
afterEach(() => bench.close());

const mappings = async () =>
  (
    await bench.aws.send(new ListEventSourceMappingsCommand({ FunctionName: 'checkout:live' }))
  ).EventSourceMappings?.filter(({ State }) => State !== 'Deleting') ?? [];
const attach = (EventSourceArn: string): Promise<unknown> =>
  bench.aws.send(new CreateEventSourceMappingCommand({ FunctionName: 'checkout:live', EventSourceArn, BatchSize: 10 }));
interface Meanwhile {
  meanwhile?: () => Promise<unknown>;
  /** How many mappings are created, by whomever, before AWS denies the next one. */
  creations?: number;
}

/** A Route whose first attempt gets as far as the first of two sources, and whose second one fails after the second. */
async function restartedBetweenTwoSources({ meanwhile, creations = 1 }: Meanwhile = {}) {
  const eventSources = [{ arn: QUEUE, batchSize: 5 }, { arn: OTHER }, REFUSED];
  const fields = { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST', eventSources };
  // Denied for as long as a new permission may take to arrive.
  const denied = { operation: 'CreateEventSourceMapping', kind: 'accessDenied', forMs: 3_600_000 } as const;
  bench.lambda.addFault({ ...denied, after: creations });
  const stage = { ...second, stageId: 'promote' };
  const id = await bench.begin(ROUTE, fields, { ...stage, attempt: 1 });
  await eventually('the first source', async () => {
    const outcome = await bench.engine.poll(id);
    bench.skip(50);
    const step = outcome?.steps.find(({ state }) => state === 'running')?.id ?? '';
    return step === `createEventSource:${OTHER}` || new NotYet(`${step} ${outcome?.progress}`);
  });
  await meanwhile?.();
  bench.lambda.clearFaults();
  return bench.run(ROUTE, fields, { ...stage, attempt: 2 });
}

describe('a restarted Route that fails after both attempts have created event sources', () => {
  it('removes both', async () => {
    const outcome = await restartedBetweenTwoSources();

    expect(outcome.status).toBe('TERMINAL');
    expect(await mappings()).toEqual([]);
  });

  it('sets back the one that somebody else had created before the first attempt could', async () => {
    let isFirst = true;
    bench.watch(async ({ method, path }) => {
      if (!isFirst || method !== 'POST' || !path.includes('event-source-mappings')) return;
      isFirst = false;
      await attach(QUEUE);
    });

    const outcome = await restartedBetweenTwoSources({ creations: 2 });

    expect(outcome.progress).toContain('Event source orders is as before this stage.');
    expect((await mappings()).map(({ EventSourceArn, BatchSize }) => [EventSourceArn, BatchSize])).toEqual([
      [QUEUE, 10],
    ]);
  });

  it('leaves the one of the first attempt that somebody has changed since', async () => {
    const outcome = await restartedBetweenTwoSources({
      async meanwhile() {
        const [made] = await mappings();
        const change = { UUID: made?.UUID, MaximumBatchingWindowInSeconds: 30 };
        await bench.aws.send(new UpdateEventSourceMappingCommand(change));
      },
    });

    expect(outcome.progress).toContain('Someone else changed event source orders.');
    expect((await mappings()).map(({ EventSourceArn }) => EventSourceArn)).toEqual([QUEUE]);
  });
});
