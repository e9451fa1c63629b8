import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import { StageError, type AwsCall } from 'stage-contract';
import { startStrictLambda, type StrictLambda } from 'strict-lambda';
import { createAwsPort, type AwsSettings } from '../aws';
import type { CloudwatchPort } from '../model/cloudwatchPort';
import type { PoolFigures } from '../model/poolFigures';
import { DirectHandler } from './directHandler';
import { manualClock, type ManualClock } from './manualClock';
import { UNPACED_RATES } from './unpacedRates';

/** What became of a promise. */
type Ended<Value> = { value: Value } | { error: unknown };

/** CloudWatch as stages see it, over a strict Lambda, in a time that stands still until a test moves it. */
export interface CloudwatchBench {
  aws: StrictLambda;
  clock: ManualClock;
  /** When the bench began: a full minute. */
  noonMs: number;
  /** Calls as metrics count them. */
  observed: AwsCall[];
  /** The port of an execution; its calls are recorded in `recorded`. */
  asker(executionId?: string, recorded?: AwsCall[], region?: string): CloudwatchPort;
  /** Continues with another configuration. */
  configure(account: Partial<AwsSettings['accounts'][number]>, rates?: Partial<AwsSettings['rates']>): void;
  /** The state of the quota pools. */
  pools(): PoolFigures[];
  /** Lets time pass, so that calls are gathered and answered; undefined if there is no answer by then. */
  ended<Value>(asked: Promise<Value>, ms?: number): Promise<Ended<Value> | undefined>;
  /** The answer after the usual time. */
  answer<Value>(asked: Promise<Value>): Promise<Value>;
  /** The failure after the usual time. */
  failure(asked: Promise<unknown>, ms?: number): Promise<StageError>;
  /** How often AWS was asked so. */
  made(operation: string): number;
  close(): Promise<void>;
}

const NOON_MS = Date.UTC(2026, 0, 15, 12);
/** Longer than calls are gathered, and much shorter than a minute. */
const USUAL_MS = 300;

/** Starts a bench; close it at the end. */
export async function startCloudwatchBench(): Promise<CloudwatchBench> {
  const clock = manualClock(NOON_MS);
  const aws = await startStrictLambda({ settleDelayMs: 0, quotas: 'unlimited', clock });
  const observed: AwsCall[] = [];
  const open = (
    account: Partial<AwsSettings['accounts'][number]> = {},
    rates: Partial<AwsSettings['rates']> = {},
  ): ReturnType<typeof createAwsPort> => {
    const handler = new DirectHandler(() => clock);
    handler.answerFrom(aws);
    return createAwsPort(
      {
        accounts: [
          {
            name: 'local',
            accountId: '123456789012',
            regions: ['us-east-1', 'eu-west-1'],
            lambdaEndpoint: aws.url,
            stsEndpoint: aws.url,
            testCredentials: true,
            ...account,
          },
        ],
        rates: { ...UNPACED_RATES, ...rates },
        timing: { awsConnectTimeoutMs: 2000, awsRequestTimeoutMs: 5000 },
      },
      clock,
      { handlers: { kept: handler, fresh: handler }, observe: (call) => observed.push(call) },
    );
  };
  let port = open();
  const ended = async <Value>(asked: Promise<Value>, ms = USUAL_MS): Promise<Ended<Value> | undefined> => {
    let found: Ended<Value> | undefined;
    asked.then(
      (value) => {
        found = { value };
      },
      (error: unknown) => {
        found = { error };
      },
    );
    await clock.advance(ms);
    return found;
  };
  return {
    aws,
    clock,
    noonMs: NOON_MS,
    observed,
    asker: (executionId = 'one', recorded = [], region = 'us-east-1') =>
      port.portsFor({ account: 'local', region, executionId, onCall: (call) => recorded.push(call) }).cloudwatch,
    configure(account, rates) {
      port.close();
      port = open(account, rates);
    },
    pools: () => port.pools(),
    ended,
    async answer(asked) {
      // On a busy machine, the SDK's first call can take longer than the clock needs to pass.
      const found = await eventually('an answer', async () => (await ended(asked)) ?? new NotYet('none'));
      if ('error' in found) throw new Error(`No answer: ${String(found.error)}`);
      return found.value;
    },
    async failure(asked, ms) {
      const found = await ended(asked, ms);
      if (found !== undefined && 'error' in found && found.error instanceof StageError) return found.error;
      throw new Error(`Expected a StageError, got ${JSON.stringify(found)}.`);
    },
    made: (operation) => aws.calls().filter((call) => call.operation === operation).length,
    async close() {
      port.close();
      await aws.close();
    },
  };
}
