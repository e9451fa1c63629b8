import { CreateAliasCommand, CreateFunctionCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { zipOf } from 'strict-lambda';
import { manualClock, type ManualClock } from '../../orca-stages-ts/src/testing/manualClock';
import { ROLE, startBench, type StageBench } from '../../orca-stages-ts/src/testing/stageBench';

export const MINUTE_MS = 60_000,
  DAY_MS = 24 * 60 * MINUTE_MS;

/** Many stages side by side in one process, on a clock that jumps: what they do does not depend on how busy the machine is. */
export interface VirtualStages {
  bench: StageBench;
  clock: ManualClock;
  /** A function whose alias `live` has version 1, with a version 2 beside it. */
  makeFunction(functionName: string): Promise<void>;
  /** Jumps from one due time to the next, and rests at each until nothing is at work. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until looks in flight have ended, because the engine waits for them. */
  close(): Promise<void>;
}

/** Starts the engine over a strict Lambda; close it at the end. */
export async function startVirtualStages(): Promise<VirtualStages> {
  const clock = manualClock();
  const bench = await startBench({
    clock,
    lambda: { settleDelayMs: 0 },
    // Nobody plays Orca here, and no other replica is there.
    timing: { heartbeatMs: DAY_MS, abandonedAfterMs: DAY_MS, leaseMs: DAY_MS, lookAgainMs: 15_000 },
  });
  const pass = (ms: number): Promise<void> => passUntil(bench, clock, clock.now() + ms);
  return {
    bench,
    clock,
    makeFunction: (functionName) => makeFunction(bench, functionName),
    pass,
    async close() {
      let isClosed = false;
      const closing = bench.close().finally(() => {
        isClosed = true;
      });
      while (!isClosed) await pass(1_000);
      await closing;
    },
  };
}

async function makeFunction({ aws }: StageBench, functionName: string): Promise<void> {
  const codeOf = (label: string) => zipOf({ 'index.js': `exports.handler = async () => '${label}';` });
  await aws.send(
    new CreateFunctionCommand({
      FunctionName: functionName,
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Role: ROLE,
      Code: { ZipFile: codeOf('one') },
      Publish: true,
    }),
  );
  await aws.send(new CreateAliasCommand({ FunctionName: functionName, Name: 'live', FunctionVersion: '1' }));
  await aws.send(new UpdateFunctionCodeCommand({ FunctionName: functionName, ZipFile: codeOf('two'), Publish: true }));
}

/** Jumps from one due time to the next, and rests at each until nothing is at work. */
async function passUntil(bench: StageBench, clock: ManualClock, untilMs: number): Promise<void> {
  for (;;) {
    await bench.atRest();
    const nextMs = Math.min(clock.nextAt() ?? untilMs, untilMs);
    await clock.advance(Math.max(0, nextMs - clock.now()));
    if (nextMs >= untilMs) break;
  }
  await bench.atRest();
}
