import { UpdateAliasCommand } from '@aws-sdk/client-lambda';
import type { Execution, JsonObject } from '../../sandbox/src/orca';
import { inARow, lambdaStage, polledAt } from '../trust/orcaWorld';
import { answering, FAILING, route, startFunctionWorld, type FunctionWorld } from './functionWorld';

/* People act on a rollout that is under way, each with a pipeline of one Rollout Action stage, as Deck starts it. */

const ok = answering({ ok: true });
const HOUR = 3_600;

let world: FunctionWorld;
beforeAll(async () => {
  world = await startFunctionWorld();
});
afterAll(() => world.close());

type Rollout = ReturnType<FunctionWorld['start']>;

/** Starts a gradual rollout of version 2. */
const rollout = (steps: JsonObject[], fields: JsonObject = {}): Rollout =>
  world.start(
    route({ deploymentStrategy: '$GRADUAL', versionNameA: '2', steps, stageTimeoutMs: 86_400_000, ...fields }),
  );

/** Asks for an action as a user, and returns the stage once its execution has ended. */
const act = async (action: string, fields: JsonObject = {}, user = 'jane') =>
  shownStage(await begin(action, fields, user));

function begin(action: string, fields: JsonObject = {}, user = 'jane'): Promise<Execution> {
  const stage = lambdaStage('1', 'Aws.LambdaRolloutActionStage', {
    functionName: world.name(),
    aliasName: 'live',
    action,
    reason: 'we looked',
    ...fields,
  });
  return world.world.ended(world.world.start(inARow([stage]), user).id);
}

function shownStage({ stages: [stage] }: Execution) {
  if (stage === undefined) throw new Error('The execution has no stage.');
  const failure = polledAt(stage, 'failure') as { code: string; what: string } | undefined;
  return {
    status: stage.status,
    progress: String(polledAt(stage, 'progress')),
    code: failure?.code,
    what: failure?.what,
  };
}

/** The rollout's outcome, as Orca polled it last. */
const outcomeOf = ({ id }: Rollout, ...path: string[]): unknown => {
  const [stage] = world.world.orca.execution(id).stages;
  return stage === undefined ? undefined : polledAt(stage, ...path);
};

/** The actions that the outcome allows. */
const allowed = (started: Rollout): string[] =>
  (outcomeOf(started, 'actions') as { verb: string; allowed: boolean }[]).flatMap(({ verb, allowed: is }) =>
    is ? verb : [],
  );

/** Waits until Orca has polled an outcome like this. */
const seen = (started: Rollout, awaited: string, isSo: () => boolean): Promise<Execution> =>
  world.world.until(started.id, awaited, isSo);

const inHold = (started: Rollout, id: string): Promise<Execution> =>
  seen(started, `the hold ${id}`, () => stepsOf(started).includes(`${id} running`));

const stepsOf = (started: Rollout): string[] =>
  ((outcomeOf(started, 'steps') ?? []) as { id: string; state: string }[]).map(({ id, state }) => `${id} ${state}`);

const timelineOf = (started: Rollout): string[] =>
  ((outcomeOf(started, 'timeline') ?? []) as { reason: string }[]).map(({ reason }) => reason);

async function twoVersions(second = ok): Promise<void> {
  await world.makeFunction(ok, second);
  await world.makeAlias('live', '1');
}

const LONG_HOLDS = [
  { weightPercent: 10, holdSeconds: 2 * HOUR },
  { check: { expect: { bodyContains: { ok: true } } } },
  { weightPercent: 50, holdSeconds: 2 * HOUR },
];

describe('promote', () => {
  it('gives the candidate all traffic at once, and leaves out holds, checks and weights', async () => {
    await twoVersions(FAILING);
    const started = rollout(LONG_HOLDS);
    await inHold(started, 'hold:10');

    const acted = await act('promote');
    const ended = await started.ended();

    expect(acted.status).toBe('SUCCEEDED');
    expect(acted.progress).toContain('has taken: Promote now');
    expect(ended.status).toBe('SUCCEEDED');
    expect(ended.steps).toEqual([
      expect.stringMatching(/^weight:10 done/),
      'hold:10 skipped: left out: Promote now by jane (“we looked”)',
      'check:2 skipped: left out: Promote now by jane (“we looked”)',
      'weight:50 skipped: left out: Promote now by jane (“we looked”)',
      'hold:50 skipped: left out: Promote now by jane (“we looked”)',
      expect.stringMatching(/^promote done/),
    ]);
    expect(timelineOf(started)).toContain('Promote now: jane (“we looked”)');
    expect(await world.served()).toBe('2');
  });

  it('never overwrites what somebody else has made of the alias', async () => {
    await twoVersions();
    const started = rollout(LONG_HOLDS);
    await inHold(started, 'hold:10');
    await moveByHand();

    await act('promote');
    const ended = await started.ended();

    expect(ended.outcome('failure', 'code')).toBe('foreignChange');
    expect(await world.served()).toBe('1');
  });

  it('is not possible for a rollout without a promotion, and the outcome says so before', async () => {
    await twoVersions();
    const started = world.start(route({ deploymentStrategy: '$SIMPLE', versionNameA: '2', onBusy: 'wait' }));
    await started.ended();

    const acted = await act('promote');

    expect(acted).toMatchObject({ status: 'TERMINAL', code: 'rolloutNotFound' });
    expect(allowed(started)).toEqual([]);
  });
});

describe('skip hold', () => {
  it('begins the next step at once', async () => {
    await twoVersions();
    const started = rollout(LONG_HOLDS);
    await inHold(started, 'hold:10');

    const acted = await act('skipHold');
    await inHold(started, 'hold:50');

    expect(acted.status).toBe('SUCCEEDED');
    expect(stepsOf(started)).toEqual([
      'weight:10 done',
      'hold:10 skipped',
      'check:2 done',
      'weight:50 done',
      'hold:50 running',
      'promote todo',
    ]);
    expect(await world.served()).toBe('1 2:0.5');
    await act('promote');
    await started.ended();
  });
});

describe('hold and continue', () => {
  it('keep the weight past the end of the hold, and end that', async () => {
    await twoVersions();
    const started = rollout([{ weightPercent: 10, holdSeconds: 40 }]);
    await inHold(started, 'hold:10');

    const held = await act('hold');
    await world.world.pass(80);
    await seen(started, 'that it is held', () => outcomeOf(started, 'held') !== undefined);
    const atTen = await world.served();
    const possible = allowed(started);
    const progress = outcomeOf(started, 'progress');
    const continued = await act('continue', {}, 'joe');
    const ended = await started.ended();

    expect([held.status, continued.status]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(atTen).toBe('1 2:0.1');
    expect(possible).toEqual(['promote', 'continue', 'revert']);
    expect(progress).toMatch(/^On hold by jane \(“we looked”\)\. The candidate gets no more traffic/);
    expect(ended.status).toBe('SUCCEEDED');
    expect(ended.outcome('held')).toBeUndefined();
    expect(timelineOf(started)).toEqual(
      expect.arrayContaining(['Hold: jane (“we looked”)', 'Continue: joe (“we looked”)']),
    );
    expect(await world.served()).toBe('2');
  });

  it('a rollout that is on hold can be promoted without continuing it first', async () => {
    await twoVersions();
    const started = rollout([{ weightPercent: 10, holdSeconds: 40 }]);
    await inHold(started, 'hold:10');
    await act('hold');
    await world.world.pass(80);

    await act('promote');
    const ended = await started.ended();

    expect(ended.status).toBe('SUCCEEDED');
    expect(ended.steps[1]).toBe('hold:10 skipped: left out: Promote now by jane (“we looked”)');
  });
});

describe('revert', () => {
  it('sends the alias back even if the stage holds it on failure, and says who asked', async () => {
    await twoVersions();
    const started = rollout(LONG_HOLDS, { onFailure: 'hold' });
    await inHold(started, 'hold:10');

    const acted = await act('revert');
    const ended = await started.ended();

    expect(acted.status).toBe('SUCCEEDED');
    expect(ended.status).toBe('TERMINAL');
    expect(ended.outcome('failure', 'code')).toBe('revertAsked');
    expect(ended.outcome('failure', 'what')).toBe('Reverted on demand by jane (“we looked”).');
    expect(ended.steps.slice(1)).toEqual([
      'hold:10 skipped: left out: Revert by jane (“we looked”)',
      'check:2 skipped: left out: Revert by jane (“we looked”)',
      'weight:50 skipped: left out: Revert by jane (“we looked”)',
      'hold:50 skipped: left out: Revert by jane (“we looked”)',
      'promote skipped: left out: Revert by jane (“we looked”)',
      expect.stringMatching(/^revert reverted/),
    ]);
    expect(await world.served()).toBe('1');
  });

  it('finds the rollout by the IDs of its execution and stage', async () => {
    await twoVersions();
    const started = rollout(LONG_HOLDS);
    const { stages } = await inHold(started, 'hold:10');

    const acted = await act('revert', {
      aliasName: '',
      rolloutExecutionId: started.id,
      rolloutStageId: stages[0]?.id ?? '',
    });
    await started.ended();
    const again = await act('revert', { rolloutExecutionId: started.id, rolloutStageId: stages[0]?.id ?? '' });

    expect(acted.status).toBe('SUCCEEDED');
    expect(again).toMatchObject({ status: 'TERMINAL', code: 'actionNotAllowed' });
    expect(again.what).toBe('Revert is not possible: this rollout has ended.');
  });
});

describe('a step that waits for a person', () => {
  const WAITS = [
    { weightPercent: 10, holdUntilContinued: true },
    { weightPercent: 50, holdSeconds: 10 },
  ];

  it('goes on when somebody continues it', async () => {
    await twoVersions();
    const started = rollout(WAITS, { stageTimeoutMs: 200_000_000 });
    await inHold(started, 'hold:10');
    await world.world.pass(40);
    await seen(started, 'that it waits', () => String(outcomeOf(started, 'progress')).startsWith('Waiting at 10%'));
    const possible = allowed(started);

    const acted = await act('continue', { reason: 'sales agree' });
    const ended = await started.ended();

    expect(possible).toEqual(['promote', 'continue', 'revert']);
    expect(acted.status).toBe('SUCCEEDED');
    expect(ended.status).toBe('SUCCEEDED');
    expect(ended.steps).toContain('hold:10 done: continued by jane (“sales agree”)');
  });

  it('reverts if nobody does in time', async () => {
    await twoVersions();
    const started = rollout([{ weightPercent: 10, holdUntilContinued: true, continueWithinSeconds: 60 }]);
    await inHold(started, 'hold:10');

    const ended = await started.ended();

    expect(ended.status).toBe('TERMINAL');
    expect(ended.outcome('failure', 'code')).toBe('notContinued');
    expect(ended.outcome('failure', 'what')).toBe('Nobody continued the rollout at 10% within 1 min.');
    expect(await world.served()).toBe('1');
  });

  it('refuses Skip hold and Hold, with the reason', async () => {
    await twoVersions();
    const started = rollout(WAITS, { stageTimeoutMs: 200_000_000 });
    await inHold(started, 'hold:10');

    const skipped = await act('skipHold');
    const held = await act('hold');
    await act('revert');
    await started.ended();

    expect(skipped).toMatchObject({ status: 'TERMINAL', code: 'actionNotAllowed' });
    expect(skipped.what).toBe('Skip hold is not possible: this step waits for a person: Continue ends that.');
    expect(held.what).toBe('Hold is not possible: this step already waits for a person.');
  });
});

describe('an action', () => {
  it('on an alias without a rollout says what is running instead', async () => {
    await twoVersions();
    const started = rollout(LONG_HOLDS);
    await inHold(started, 'hold:10');

    const acted = await act('promote', { aliasName: 'beta' });
    await act('revert');
    await started.ended();

    expect(acted).toMatchObject({ status: 'TERMINAL', code: 'rolloutNotFound' });
    expect(acted.what).toBe(
      `No rollout of ${world.name()} is running on beta. On this function: S1 on live (execution ${started.id}).`,
    );
  });

  it('that the rollout refuses changes nothing in it', async () => {
    await twoVersions();
    const started = rollout(LONG_HOLDS);
    await inHold(started, 'hold:10');

    const acted = await act('continue');
    const steps = stepsOf(started);
    await act('revert');
    await started.ended();

    expect(acted.what).toBe('Continue is not possible: the rollout is not waiting for anybody.');
    expect(steps).toContain('hold:10 running');
  });

  it('of two people at the same time: the first one counts, the other one hears why not', async () => {
    await twoVersions();
    const started = rollout(LONG_HOLDS);
    await inHold(started, 'hold:10');

    const [reverted, promoted] = await Promise.all([begin('revert', {}, 'jane'), begin('promote', {}, 'joe')]);
    const ended = await started.ended();

    const [first, second] = [shownStage(reverted), shownStage(promoted)];
    expect([first.status, second.status].sort()).toEqual(['SUCCEEDED', 'TERMINAL']);
    // By the time of the second one, the rollout may have ended altogether.
    expect(['actionNotAllowed', 'rolloutNotFound']).toContain(first.code ?? second.code);
    expect(await world.served()).toBe(first.status === 'SUCCEEDED' ? '1' : '2');
    expect(ended.status).toBe(first.status === 'SUCCEEDED' ? 'TERMINAL' : 'SUCCEEDED');
  });

  it('needs access to the account, like every stage', async () => {
    await twoVersions();
    const stage = lambdaStage('1', 'Aws.LambdaRolloutActionStage', {
      functionName: world.name(),
      aliasName: 'live',
      action: 'revert',
    });

    const { stages } = await world.world.ended(world.world.start(inARow([stage]), 'mallory', ['other']).id);

    expect(stages[0]?.status).toBe('TERMINAL');
    expect(JSON.stringify(stages[0]?.context)).toContain('accountNotAllowed');
  });

  it('leaves no expression of its reason in the rollout that Orca could evaluate', async () => {
    await twoVersions();
    const started = rollout(LONG_HOLDS);
    await inHold(started, 'hold:10');

    const acted = await act('revert', { reason: 'costs $' + '{ 7 * 191 }' });
    await started.ended();

    expect(acted.status).toBe('SUCCEEDED');
    expect(JSON.stringify(world.world.orca.execution(started.id))).not.toContain('${');
  });
});

/** Somebody sends the alias back, without Spinnaker. */
async function moveByHand(): Promise<void> {
  await world.world.aws.send(
    new UpdateAliasCommand({
      FunctionName: world.name(),
      Name: 'live',
      FunctionVersion: '1',
      RoutingConfig: { AdditionalVersionWeights: {} },
    }),
  );
}
