import { STAGE_TYPES } from 'stage-contract';
import type { AnyStage } from '../model/stage';
import {
  done,
  outcomeOf,
  startEngineBench,
  testRequest,
  testStage,
  testSteps,
  type EngineBench,
} from '../testing/engineBench';
import type { AcceptedRequest } from './operationService';

const INVOKE = 'Aws.LambdaInvokeStage';
/** More than there is room for in one account and region. */
const MANY = 140;

let bench: EngineBench;
beforeEach(() => {
  bench = startEngineBench();
});
afterEach(() => bench.close());

const invocation = (number: number): AcceptedRequest => {
  const accepted = testRequest({ stageId: `call-${number}`, executionId: `execution-${number}` });
  return {
    ...accepted,
    request: { ...accepted.request, type: INVOKE },
    input: { account: 'local', region: 'us-east-1', functionName: 'checkout' },
  };
};

/** An engine whose Invoke stages wait until `answer`, while all others end at once. `calls`: how many have waited. */
async function startWaiting() {
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let calls = 0;
  const waits: AnyStage = {
    ...testStage(testSteps('call'), async () => {
      calls += 1;
      await answered;
      return done;
    }),
    type: INVOKE,
    locksTarget: false,
  };
  const quick = testStage(testSteps('move'), async () => done);
  const stages = Object.fromEntries(STAGE_TYPES.map((type) => [type, type === INVOKE ? waits : quick]));
  const { engine } = await bench.start(quick, { stages: stages as Record<(typeof STAGE_TYPES)[number], AnyStage> });
  return { engine, calls: () => calls, answer };
}

it('any number of steps that wait for functions delay neither another stage nor a cancel', async () => {
  const { engine, calls, answer } = await startWaiting();
  const ids: string[] = [];
  for (let number = 0; number < MANY; number++) ids.push((await engine.create(invocation(number))).id);
  await bench.clock.settle();

  const { id } = await engine.create(testRequest());
  await bench.clock.settle();
  const last = ids.at(-1) ?? '';
  await engine.cancel(`call-${MANY - 1}`, 1);
  await bench.clock.settle();
  const [moved, cancelled] = [await outcomeOf(engine, id), await outcomeOf(engine, last)];
  const waiting = await outcomeOf(engine, ids.at(-2) ?? ''),
    called = await outcomeOf(engine, ids[0] ?? '');
  const before = calls();
  answer();
  await bench.clock.advance(10_000);

  expect(before).toBe(128);
  expect(waiting).toMatchObject({
    progress: 'Waiting for a free place: 128 Invoke stages are running in this account and region.',
    progressTold: { code: 'waitingForRoom', values: { running: 128, room: 'calls' } },
  });
  expect(called.progressTold?.code).not.toBe('waitingForRoom');
  expect(moved.status).toBe('SUCCEEDED');
  expect(cancelled.status).toBe('CANCELED');
  expect((await Promise.all(ids.map((each) => outcomeOf(engine, each)))).map(({ status }) => status)).toEqual([
    ...ids.slice(1).map(() => 'SUCCEEDED'),
    'CANCELED',
  ]);
});

/** As many operations as one replica works on at a time, in as many regions as that takes. */
const FULL = 512;

it('a cancel does not wait for one of 512 operations to end, and the others say what they wait for', async () => {
  const { engine, calls, answer } = await startWaiting();
  const inRegion = (number: number): AcceptedRequest => {
    const accepted = invocation(number);
    return { ...accepted, input: { ...accepted.input, region: `us-east-${(number % 5) + 1}` } };
  };
  for (let number = 0; number < FULL; number++) await engine.create(inRegion(number));
  await bench.clock.settle();
  // Hundreds of others are in line before the one that is cancelled.
  const ids: string[] = [];
  for (let number = FULL; number < 2 * FULL + 1; number++) ids.push((await engine.create(inRegion(number))).id);

  const last = ids.at(-1) ?? '',
    [first = ''] = ids;
  await engine.cancel(`call-${2 * FULL}`, 1);
  await bench.clock.settle();
  const before = calls();
  const [cancelled, waiting] = [await outcomeOf(engine, last), await outcomeOf(engine, first)];
  answer();
  await bench.clock.advance(10_000);

  expect(before).toBe(FULL);
  expect(cancelled.status).toBe('CANCELED');
  expect(waiting).toMatchObject({
    progress: `Waiting for a free place: the sidecar is working on ${FULL} stages.`,
    progressTold: { code: 'waitingForRoom', values: { running: FULL, room: 'process' } },
  });
  expect((await outcomeOf(engine, first)).status).toBe('SUCCEEDED');
});
