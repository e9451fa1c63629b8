import type { Applied } from '../model/applied';
import type { ApplyContext } from '../model/stageContext';
import { z } from 'zod';
import {
  outcomeOf,
  startEngineBench,
  testRequest,
  testStage,
  type EngineBench,
  type TestStep,
} from '../testing/engineBench';
import type { ManualClock } from '../testing/manualClock';
import { saying } from '../testing/saying';
import { JOURNAL_KINDS, useJournals } from '../testing/testJournals';
import { holdAt, looksTogether } from './holdAt';
import { PRODUCTION_TIMING } from './timing';

const STEP: TestStep = { id: 'hold', sentence: 'Hold', mutates: false, holdSeconds: 300, lookEverySeconds: 100 };

describe('a hold of 300 s that starts at 0', () => {
  it.each<[string, Partial<TestStep>, seconds: number, look: 'none' | 'looks' | 'last', next: number | undefined]>([
    ['starts without a look', {}, 0, 'none', 100],
    ['has nothing to look at before its first look', {}, 99, 'none', 100],
    ['looks when a look is due', {}, 100, 'looks', 200],
    ['looks late and still keeps to its grid', {}, 130, 'looks', 200],
    ['looks once for looks that were missed', {}, 250, 'looks', 300],
    ['looks for the last time at its end', {}, 300, 'last', undefined],
    ['looks for the last time even if its end was missed', {}, 1_000, 'last', undefined],
    ['looks at its end even if that is no multiple', { lookEverySeconds: 200 }, 200, 'looks', 300],
    ['without looks in between looks only at its end', { lookEverySeconds: 300 }, 299, 'none', 300],
  ])('%s', (_title, more, seconds, look, next) => {
    const hold = holdAt({ ...STEP, ...more }, { begunAtMs: 0, nowMs: seconds * 1000 });

    expect(hold).toEqual({
      look: look === 'none' ? undefined : { endsAtMs: 300_000, isLast: look === 'last' },
      nextLookAtMs: next === undefined ? undefined : next * 1000,
    });
  });

  it('looks only at its end if its step says nothing else', () => {
    const { lookEverySeconds: _none, ...step } = STEP;

    const hold = holdAt(step, { begunAtMs: 0, nowMs: 100_000 });

    expect(hold).toEqual({ look: undefined, nextLookAtMs: 300_000 });
  });

  it.each<[string, number | undefined, seconds: number, look: 'none' | 'looks', next: number]>([
    ['looks as usual before its end', 100, 100, 'looks', 200],
    ['does not end, and looks on its grid', 100, 300, 'looks', 400],
    ['still looks on its grid long after its end', 100, 1_050, 'looks', 1_100],
    ['just waits after its end if it only looks there', undefined, 300, 'none', 360],
  ])('while somebody holds the operation, %s', (_title, lookEverySeconds, seconds, look, next) => {
    const { lookEverySeconds: _own, ...step } = STEP;

    const hold = holdAt(
      { ...step, ...(lookEverySeconds === undefined ? {} : { lookEverySeconds }) },
      { begunAtMs: 0, nowMs: seconds * 1000, isHeld: true },
    );

    expect(hold).toEqual({
      look: look === 'none' ? undefined : { endsAtMs: 300_000, isLast: false },
      nextLookAtMs: next * 1000,
    });
  });

  it('does not exist if the step does not hold', () => {
    expect(holdAt({ id: 'route', sentence: 'Route', mutates: true }, { begunAtMs: 0, nowMs: 1_000 })).toBeUndefined();
  });
});

describe('looks of an account and region', () => {
  const NOON = Date.UTC(2026, 0, 15, 12);
  const together = looksTogether('prod', 'eu-west-1', 5_000);
  const minutely = { ...STEP, lookEverySeconds: 60, holdSeconds: 250 };
  const looksOf = (step: TestStep, begunAtMs: number, isHeld = false): number[] => {
    const looks: number[] = [];
    for (let nowMs = begunAtMs; looks.length < 5;) {
      const hold = holdAt(step, { begunAtMs, nowMs, isHeld, together });
      if (hold?.nextLookAtMs === undefined) break;
      looks.push((nowMs = hold.nextLookAtMs));
    }
    return looks;
  };

  it('come at moments that all holds have in common, at most 5 s early and 60 s apart, and the last one in time', () => {
    for (let begunAtMs = NOON; begunAtMs < NOON + 60_000; begunAtMs += 1_234) {
      const looks = looksOf(minutely, begunAtMs);
      const first = looks[0] ?? NaN;

      expect((first - together.offsetMs) % 5_000).toBe(0);
      expect(first).toBeGreaterThan(begunAtMs + 55_000);
      expect(first).toBeLessThanOrEqual(begunAtMs + 60_000);
      expect(looks).toEqual([first, first + 60_000, first + 120_000, first + 180_000, begunAtMs + 250_000]);
      expect(holdAt(minutely, { begunAtMs, nowMs: first - 1, together })?.look).toBeUndefined();
      expect(holdAt(minutely, { begunAtMs, nowMs: first, together })?.look?.isLast).toBe(false);
    }
  });

  it('keep to them while somebody holds the operation', () => {
    const looks = looksOf({ ...minutely, holdSeconds: 130 }, NOON + 2_000, true);

    expect(looks.filter((at) => (at - together.offsetMs) % 5_000 !== 0)).toEqual([NOON + 132_000]);
    expect(looks).toHaveLength(5);
  });

  it('keep to the grid of their own start if they cannot fit', () => {
    expect(looksOf({ ...minutely, lookEverySeconds: 61 }, NOON + 1)[0]).toBe(NOON + 61_001);
    expect(looksOf({ ...minutely, lookEverySeconds: 5 }, NOON + 1)[0]).toBe(NOON + 5_001);
  });

  it('do not let a hold that only looks at its end look, or end, before', () => {
    const { lookEverySeconds: _none, ...plain } = { ...STEP, holdSeconds: 15 };

    for (let begunAtMs = NOON; begunAtMs < NOON + 5_000; begunAtMs += 321) {
      const endsAtMs = begunAtMs + 15_000;
      const times = [begunAtMs, endsAtMs - 4_999, endsAtMs - 1];
      const holds = times.map((nowMs) => holdAt(plain, { begunAtMs, nowMs, together }));

      expect(holds).toEqual(times.map(() => ({ look: undefined, nextLookAtMs: endsAtMs })));
    }
  });

  it('come at other moments than those of most other places', () => {
    const offsets = ['us-east-1', 'eu-west-1', 'ap-south-1'].flatMap((region) =>
      ['prod', 'test', 'team-1'].map((account) => looksTogether(account, region, 5_000).offsetMs),
    );

    expect(new Set(offsets).size).toBe(9);
    expect(offsets.every((offset) => offset >= 0 && offset < 5_000)).toBe(true);
  });
});

const factsSchema = z.object({ errors: z.array(z.number()).default([]) });

/** Seconds since the hold started, and what earlier looks saw. */
interface Seen {
  at: number;
  before: number[];
  isLast: boolean | undefined;
}

describe.each(JOURNAL_KINDS)('with a journal in %s, a hold that looks every 100 s', (kind) => {
  const journals = useJournals(kind);
  let bench: EngineBench;
  let clock: ManualClock;
  let seen: Seen[];

  /** Counts one more error at each look, and answers as the test says. */
  const looking = (answer: (errors: number[]) => Applied<object>) =>
    testStage(
      [STEP],
      async (step, { facts, look, nowMs, firstBegunAtMs }: ApplyContext<object>) => {
        if (step.id !== 'hold') return { kind: 'done', state: 'reverted', note: saying('live → v41 100%') };
        const { errors } = factsSchema.parse(facts);
        seen.push({ at: (nowMs - firstBegunAtMs) / 1000, before: errors, isLast: look?.isLast });
        return answer([...errors, errors.length]);
      },
      () => [{ id: 'revert', sentence: 'Revert', mutates: true }],
    );
  const goesOn = looking.bind(undefined, (errors) =>
    errors.length === 3
      ? { kind: 'done', note: saying(`${errors.length} looks`), facts: { errors } }
      : { kind: 'continue', facts: { errors }, report: { outputs: { errors: errors.length } } },
  );
  const THREE_LOOKS: Seen[] = [
    { at: 100, before: [], isLast: false },
    { at: 200, before: [0], isLast: false },
    { at: 300, before: [0, 1], isLast: true },
  ];

  beforeEach(async () => {
    bench = startEngineBench(await journals.next());
    clock = bench.clock;
    seen = [];
  });
  afterEach(async () => {
    await bench.close();
  });

  it('looks with the facts of earlier looks until its end, and says meanwhile how long it takes', async () => {
    const { engine, database } = await bench.start(goesOn());
    const { id } = await engine.create(testRequest());

    await clock.advance(150_000);
    const held = await outcomeOf(engine, id);
    const { due_at: dueAt } = await database.selectFrom('operations').select('due_at').executeTakeFirstOrThrow();
    await clock.advance(160_000);

    expect(held).toMatchObject({ status: 'RUNNING', progress: 'Hold: 2 min 30 s left', outputs: { errors: 1 } });
    expect(dueAt - Date.parse(held.hold?.from ?? '')).toBe(200_000);
    expect(Date.parse(held.hold?.until ?? '') - Date.parse(held.hold?.from ?? '')).toBe(300_000);
    expect(seen).toEqual(THREE_LOOKS);
    expect(await outcomeOf(engine, id)).toMatchObject({
      status: 'SUCCEEDED',
      steps: [{ id: 'hold', state: 'done', note: '3 looks' }],
    });
  });

  it('continues with what it has seen if its process dies between two looks', async () => {
    const first = await bench.start(goesOn());
    const { id } = await first.engine.create(testRequest());
    await clock.advance(130_000);
    await first.engine.stop();
    bench.abandon(first.engine);

    const { engine } = await bench.start(goesOn());
    await engine.poll(id);
    await clock.advance(180_000);

    expect(seen).toEqual(THREE_LOOKS);
    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
  });

  it('looks again if its process dies during a look, because nothing was written', async () => {
    const own = bench.newClock();
    let isDead: () => void = () => undefined;
    const dead = new Promise<void>((resolve) => {
      isDead = resolve;
    });
    const first = await bench.start(goesOn(), {
      clock: own,
      onCheckpoint: (point) => {
        if (point !== 'afterCall' || seen.length === 0) return undefined;
        isDead();
        return new Promise<never>(() => undefined);
      },
    });
    bench.abandon(first.engine);
    const { id } = await first.engine.create(testRequest());
    await own.advance(100_000);
    await dead;

    await clock.advance(100_000 + PRODUCTION_TIMING.leaseMs);
    const { engine } = await bench.start(goesOn());
    await engine.poll(id);
    await clock.advance(200_000);

    expect(seen.map(({ before }) => before)).toEqual([[], [], [0], [0, 1]]);
    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
  });

  it('fails at the look that finds a problem, with what it found, and runs the failure policy', async () => {
    const { engine } = await bench.start(
      looking((errors) =>
        errors.length === 2
          ? {
              kind: 'failed',
              error: { code: 'healthCheckFailed', what: saying('v42 has 2 errors.'), where: 'checkout' },
              report: { outputs: { errors: 2 } },
            }
          : { kind: 'continue', facts: { errors } },
      ),
    );
    const { id } = await engine.create(testRequest());

    await clock.advance(210_000);

    expect(seen).toEqual(THREE_LOOKS.slice(0, 2));
    expect(await outcomeOf(engine, id)).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'healthCheckFailed', what: 'v42 has 2 errors.', step: 'Hold' },
      outputs: { errors: 2 },
      steps: [
        { id: 'hold', state: 'failed' },
        { id: 'revert', state: 'reverted' },
      ],
    });
  });

  it('ends immediately when a look says so', async () => {
    const { engine } = await bench.start(looking(() => ({ kind: 'done', note: saying('enough') })));
    const { id } = await engine.create(testRequest());

    await clock.advance(110_000);

    expect(await outcomeOf(engine, id)).toMatchObject({
      status: 'SUCCEEDED',
      steps: [{ state: 'done', note: 'enough' }],
    });
  });

  it('looks at another time, and continues beyond its end, if a look says until when', async () => {
    const { engine } = await bench.start(
      looking((errors) => {
        if (errors.length === 4) return { kind: 'done' };
        const until = [150, 320, 330][errors.length - 1] ?? NaN;
        return {
          kind: 'continue',
          untilMs: begunAt + until * 1000,
          progress: saying('Waiting for data'),
          facts: { errors },
        };
      }),
    );
    const { id } = await engine.create(testRequest());
    const begunAt = clock.now();

    await clock.advance(325_000);
    const prolonged = await outcomeOf(engine, id);
    await engine.poll(id);
    await clock.advance(10_000);

    expect(prolonged).toMatchObject({ status: 'RUNNING', progress: 'Waiting for data' });
    expect(seen.map(({ at }) => at)).toEqual([100, 150, 320, 330]);
    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
  });

  it('fails the stage if the last look continues without saying until when', async () => {
    const { engine } = await bench.start(looking((errors) => ({ kind: 'continue', facts: { errors } })));
    const { id } = await engine.create(testRequest());

    await clock.advance(310_000);

    expect(await outcomeOf(engine, id)).toMatchObject({ status: 'TERMINAL', failure: { code: 'internal' } });
  });
});
