import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import Database from 'libsql';
import rollBackSample from '../../sandbox/samples/rollBack.json';
import type { Execution, JsonObject } from '../../sandbox/src/orca';
import { stageOf } from '../../sandbox/src/orca/testing/engineFixture';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import { deployment, lambdaStage, polledAt, startOrcaWorld, type OrcaWorld } from '../trust/orcaWorld';
import { versionNumbers } from '../trust/functionReads';
import { servedBy } from '../trust/servedBy';

/* Going back to the version before, as users do it: with a pipeline of its own that deploys nothing. */

const BUILDS = ['v1.zip', 'v2.zip', 'v3.zip', 'v4.zip'];

let world: OrcaWorld;
let functionName: string;
let made = 0;

beforeAll(async () => {
  world = await startOrcaWorld({ skipsTime: true });
  for (const build of BUILDS) await world.sidecar.putCode(build, build);
});
afterAll(async () => {
  await world.close();
});
beforeEach(() => {
  made += 1;
  functionName = `checkout-${made}`;
});

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const deploy = (build: string, more: JsonObject = {}): JsonObject =>
  deployment('1', build, [], { functionName, aliases: ['live'], ...more });
const route = (fields: JsonObject, refId = '1', after: string[] = []): JsonObject =>
  lambdaStage(refId, ROUTE, { functionName, aliasName: 'live', ...fields }, after);
const to = (versionNameA: string, refId = '1', after: string[] = []): JsonObject =>
  route({ deploymentStrategy: '$SIMPLE', versionNameA, trafficPercentA: 100 }, refId, after);
const split = (percent: number, refId = '1', after: string[] = [], more: JsonObject = {}): JsonObject =>
  route(
    {
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '$LATEST',
      trafficPercentA: percent,
      versionNameB: '$PREVIOUS',
      ...more,
    },
    refId,
    after,
  );
const remove = (version: string): JsonObject =>
  lambdaStage('1', 'Aws.LambdaDeleteStage', { functionName, version, aliasName: 'live' });

/** Runs a pipeline to its end. */
const run = async (...stages: JsonObject[]): Promise<Execution> => world.ended(world.start(stages).id);
/** Runs a pipeline of one stage. */
async function stage(
  fields: JsonObject,
): Promise<{ status: string; codes: string[]; words: string[]; failure: unknown }> {
  const ended = stageOf(await run(fields), '1');
  const told = (polledAt(ended, 'warningsTold') ?? []) as { code: string }[];
  return {
    status: ended.status,
    codes: told.map(({ code }) => code),
    words: (polledAt(ended, 'warnings') ?? []) as string[],
    failure: polledAt(ended, 'failure', 'what'),
  };
}
const rollBack = (): ReturnType<typeof stage> => stage(to('$PREVIOUS'));
/** Deploys a build and promotes it, as a release pipeline does. */
const release = (build: string): Promise<Execution> => run(deploy(build), to('$LATEST', '2', ['1']));
/** Deploys a build and leaves it with a tenth of the traffic. */
const canary = (build: string): Promise<Execution> => run(deploy(build), split(10, '2', ['1']));

const served = (aliasName?: string): Promise<string> => servedBy(world.aws, functionName, aliasName);
/** Someone else points an alias elsewhere, for example in the console. */
async function move(version: string, weights: Record<string, number> = {}): Promise<void> {
  const RoutingConfig = { AdditionalVersionWeights: weights };
  await world.aws.send(
    new UpdateAliasCommand({ FunctionName: functionName, Name: 'live', FunctionVersion: version, RoutingConfig }),
  );
}
/** Someone else makes the function with some versions, and an alias. */
async function makeElsewhere(builds: readonly string[], aliases: Record<string, string>): Promise<void> {
  const [first = '', ...others] = builds;
  const FunctionName = functionName;
  await world.aws.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: `arn:aws:iam::${ACCOUNT_ID}:role/checkout`,
      Code: { S3Bucket: 'builds', S3Key: first },
    }),
  );
  await world.pass(5);
  await world.aws.send(new PublishVersionCommand({ FunctionName }));
  for (const S3Key of others) {
    await world.aws.send(new UpdateFunctionCodeCommand({ FunctionName, S3Bucket: 'builds', S3Key }));
    await world.pass(5);
    await world.aws.send(new PublishVersionCommand({ FunctionName }));
  }
  await world.pass(5);
  for (const [Name, FunctionVersion] of Object.entries(aliases))
    await world.aws.send(new CreateAliasCommand({ FunctionName, Name, FunctionVersion }));
}
const versions = (): Promise<string[]> => versionNumbers(world.aws, functionName);
/** What the journal has if the product was upgraded just now: release 0.1.0 only wrote down the versions that served alone. */
function forgetHistory(): void {
  const journal = new Database(world.sidecar.journalFile);
  journal.exec('delete from alias_history');
  journal.close();
}
const deleteVersion = (Qualifier: string): Promise<unknown> =>
  world.aws.send(new DeleteFunctionCommand({ FunctionName: functionName, Qualifier }));

describe('a rollback pipeline', () => {
  it('drops the canary that another execution has left, and keeps the stable version', async () => {
    await release('v1.zip');
    await release('v2.zip');
    await canary('v3.zip');
    const before = await served();

    const { status, codes } = await rollBack();

    expect([before, status, codes, await served()]).toEqual(['2 3:0.1', 'SUCCEEDED', [], '2']);
  });

  it.each<[string, string, Record<string, number>]>([
    ['by hand', '2', { 3: 0.1 }],
    ['as CodeDeploy splits it', '3', { 2: 0.9 }],
    ['in halves', '3', { 2: 0.5 }],
  ])('keeps the stable version of an alias that someone else has split %s', async (_how, version, weights) => {
    await release('v1.zip');
    await release('v2.zip');
    await run(deploy('v3.zip'));
    await move(version, weights);

    const { status, codes } = await rollBack();

    expect([status, codes, await served()]).toEqual(['SUCCEEDED', [], '2']);
  });

  it('goes back to what served before the release, not to a number that was never released', async () => {
    await release('v1.zip');
    await run(deploy('v2.zip'));
    await release('v3.zip');

    const { codes } = await rollBack();

    expect([codes, await served()]).toEqual([[], '1']);
  });

  it('stays where it is if it is started twice, and says how to go further back', async () => {
    await release('v1.zip');
    await release('v2.zip');
    await release('v3.zip');
    await rollBack();

    const again = await rollBack();
    const stays = await served();
    await stage(to('1'));

    expect(again).toMatchObject({
      status: 'SUCCEEDED',
      words: ['live already serves v2, the version before v3. To go further back, enter a version number.'],
    });
    expect([stays, await served()]).toEqual(['2', '1']);
  });

  it('goes back from the next release to what served before that, not to the bad version', async () => {
    await release('v1.zip');
    await release('v2.zip');
    await rollBack();
    await release('v3.zip');

    const { codes } = await rollBack();

    expect([codes, await served()]).toEqual([[], '1']);
  });

  it('says that it guesses by number if it never saw the alias serve anything else', async () => {
    await makeElsewhere(['v1.zip', 'v2.zip', 'v3.zip'], { live: '3', staging: '2' });

    const first = await rollBack();
    const again = await rollBack();

    expect(first).toMatchObject({
      status: 'SUCCEEDED',
      words: ['v2 is a guess by number: the journal does not know what live served before v3.'],
    });
    expect([again.codes, await served(), await served('staging')]).toEqual([
      ['previousIsGuessed', 'previousIsServed'],
      '2',
      '2',
    ]);
  });

  it('says since when it does not know, if someone else has moved the alias', async () => {
    await release('v1.zip');
    await release('v2.zip');
    await run(deploy('v3.zip'));
    await run(deploy('v4.zip'));
    await move('3');
    await move('4');

    const { status, codes, words } = await rollBack();

    expect([status, codes, await served()]).toEqual(['SUCCEEDED', ['previousWasLastSeen'], '2']);
    expect(words[0]).toMatch(/^v2 is inferred: .* last seen serving before v4, on \d{4}-\d\d-\d\dT/);
  });

  it('still knows what served before if only the journal of an older release saw it', async () => {
    await release('v1.zip');
    await release('v2.zip');
    await world.sidecar.stop();
    forgetHistory();
    await world.sidecar.resume();

    const { status, codes } = await rollBack();

    expect([status, codes, await served()]).toEqual(['SUCCEEDED', ['previousWasLastSeen'], '1']);
  });
});

it('the sample pipeline "Roll back" goes back to what the sample\'s alias served before', async () => {
  functionName = 'checkout';
  await release('v1.zip');
  await release('v2.zip');

  const { status } = await run(...(rollBackSample.stages as JsonObject[]));

  expect([status, await served()]).toEqual(['SUCCEEDED', '1']);
});

describe('a version to go back to that was deleted', () => {
  it('gives way to the newest older version that the alias served', async () => {
    await release('v1.zip');
    await run(deploy('v2.zip'));
    await release('v3.zip');
    await release('v4.zip');
    await deleteVersion('3');

    const { status, words } = await rollBack();

    expect([status, words, await served()]).toEqual([
      'SUCCEEDED',
      [
        'v3 is the version to go back to, but it no longer exists. v1 takes its place: the newest older version that live has served.',
      ],
      '1',
    ]);
  });

  it('fails the stage before anything changes if there is no older one, and lists what exists', async () => {
    await release('v1.zip');
    await release('v2.zip');
    await run(deploy('v3.zip'));
    await deleteVersion('1');

    const { status, failure } = await rollBack();

    expect([status, failure, await served()]).toEqual([
      'TERMINAL',
      'There is no previous version for live to return to. Versions that exist: v3, v2.',
      '2',
    ]);
  });

  it('is not replaced by another one that a Delete would then delete', async () => {
    await release('v1.zip');
    await release('v2.zip');
    await release('v3.zip');
    await deleteVersion('2');

    const { status, words } = await stage(remove('$PREVIOUS'));

    expect([status, words]).toEqual(['SUCCEEDED', ['Nothing was deleted: there is no v2, only v3 and v1.']]);
    expect(await versions()).toEqual(['1', '3']);
  });
});

it('after a rollback, Delete keeps the version that was gone back to', async () => {
  await release('v1.zip');
  await release('v2.zip');
  await canary('v3.zip');

  const during = await stage(remove('$PREVIOUS'));
  await rollBack();
  const after = await stage(remove('$PREVIOUS'));

  expect([during.codes, after.codes]).toEqual([['versionIsKept'], ['versionIsKept']]);
  expect(await versions()).toEqual(['1', '2', '3']);
});

it('a function that was deleted and made anew has no history', async () => {
  await release('v1.zip');
  await release('v2.zip');
  await release('v3.zip');
  await world.aws.send(new DeleteFunctionCommand({ FunctionName: functionName }));
  await world.pass(5);
  await makeElsewhere(['v1.zip', 'v2.zip', 'v3.zip', 'v4.zip'], { live: '4' });

  const { status, codes } = await rollBack();

  expect([status, codes, await served()]).toEqual(['SUCCEEDED', ['previousIsGuessed'], '3']);
});

describe("another execution's rollout in a hold", () => {
  const rollout = (build: string, holdSeconds = 600): Execution =>
    world.start([
      deploy(build),
      route(
        { deploymentStrategy: '$GRADUAL', versionNameA: '$LATEST', steps: [{ weightPercent: 25, holdSeconds }] },
        '2',
        ['1'],
      ),
    ]);

  it('makes way for a rollback, and ends as superseded without reverting', async () => {
    await release('v1.zip');
    await release('v2.zip');
    const { id } = rollout('v3.zip');
    await world.until(id, 'the hold', (execution) => polledAt(stageOf(execution, '2'), 'hold') !== undefined);

    const back = await rollBack();
    const ended = stageOf(await world.ended(id), '2');

    expect([back.status, back.codes, await served()]).toEqual(['SUCCEEDED', [], '2']);
    expect([ended.status, polledAt(ended, 'failure', 'code')]).toEqual(['CANCELED', 'superseded']);
    expect(polledAt(ended, 'failure', 'what')).toMatch(/^Superseded by another execution/);
    expect(polledAt(ended, 'timeline')).toHaveLength(2);
  });

  it('makes way for a rollback to the same version at once, if it is itself going back step by step', async () => {
    await release('v1.zip');
    await release('v2.zip');
    const { id } = world.start([
      route({
        deploymentStrategy: '$GRADUAL',
        versionNameA: '$PREVIOUS',
        steps: [{ weightPercent: 50, holdSeconds: 600 }],
      }),
    ]);
    await world.until(id, 'the hold', (execution) => polledAt(stageOf(execution, '1'), 'hold') !== undefined);
    const during = await served();

    const back = await rollBack();
    const ended = stageOf(await world.ended(id), '1');

    expect([during, back.status, back.codes, await served()]).toEqual(['2 1:0.5', 'SUCCEEDED', [], '1']);
    expect(polledAt(ended, 'failure', 'code')).toBe('superseded');
  });

  it('does not make way for another version', async () => {
    await release('v1.zip');
    await release('v2.zip');
    const { id } = rollout('v3.zip', 120);
    await world.until(id, 'the hold', (execution) => polledAt(stageOf(execution, '2'), 'hold') !== undefined);

    const other = await stage(to('1'));
    const stays = await served();
    await world.ended(id);

    expect([other.status, stays, await served()]).toEqual(['TERMINAL', '2 3:0.25', '3']);
    expect(other.failure).toMatch(/^live is held by "S2"/);
  });
});

describe('a canary that grows from one pipeline to the next', () => {
  it('is split between the same two versions, with the stable one as main', async () => {
    await release('v1.zip');
    await canary('v2.zip');
    const shares: string[] = [await served()];

    for (const percent of [50, 80, 90]) {
      const { status, codes } = await stage(split(percent));
      expect([status, codes]).toEqual(['SUCCEEDED', []]);
      shares.push(await served());
    }
    const promoted = await stage(to('$LATEST'));
    shares.push(await served());

    expect(promoted.status).toBe('SUCCEEDED');
    expect(shares).toEqual(['1 2:0.1', '1 2:0.5', '1 2:0.8', '1 2:0.9', '2']);
  });

  it('goes back to the stable version however much traffic it has by then', async () => {
    await release('v1.zip');
    await canary('v2.zip');
    await stage(split(80));

    const { status, codes } = await rollBack();

    expect([status, codes, await served()]).toEqual(['SUCCEEDED', [], '1']);
  });

  it('reverts to the stable version if nobody promotes it in time', async () => {
    await release('v1.zip');
    await canary('v2.zip');
    await stage(split(80));
    await stage(split(90, '1', [], { revertUnlessPromotedWithinSeconds: 60 }));

    await world.pass(120);

    expect(await served()).toBe('1');
  });

  it('grows in one pipeline that deploys the same build with another weight, and can still be rolled back', async () => {
    await release('v1.zip');
    const shares: string[] = [];
    for (const percent of [10, 80, 90]) {
      await run(deploy('v2.zip'), split(percent, '2', ['1']));
      shares.push(await served());
    }

    await run(deploy('v2.zip'), to('$PREVIOUS', '2', ['1']));

    expect([...shares, await served()]).toEqual(['1 2:0.1', '1 2:0.8', '1 2:0.9', '1']);
  });
});

describe('a pipeline that deploys nothing', () => {
  it('compares a version that someone else has published with what the alias serves', async () => {
    await release('v1.zip');
    await release('v2.zip');
    await run(deploy('v3.zip'));

    const { codes } = await stage(split(10));

    expect([codes, await served()]).toEqual([[], '2 3:0.1']);
  });

  it('compares it with the stable version of a split, whatever the shares are', async () => {
    await release('v1.zip');
    await canary('v2.zip');
    await stage(split(80));
    await run(deploy('v3.zip'));

    const { codes } = await stage(split(10));

    expect([codes, await served()]).toEqual([[], '1 3:0.1']);
  });

  it('warns if the journal does not know which version of a split is the stable one', async () => {
    await makeElsewhere(['v1.zip', 'v2.zip', 'v3.zip'], { live: '2' });
    await move('2', { 3: 0.1 });

    const { codes } = await stage(split(50));

    expect([codes, await served()]).toEqual([['stableIsInferred'], '2 3:0.5']);
  });
});

it('a gradual rollout that names the version it comes from is refused by name, instead of coming from another', async () => {
  await makeElsewhere(['v1.zip', 'v2.zip', 'v3.zip'], { live: '3' });

  const { status } = await stage(
    route({
      deploymentStrategy: '$GRADUAL',
      versionNameA: '$PROVIDED',
      versionNumberA: '2',
      versionNameB: '$PROVIDED',
      versionNumberB: '1',
      steps: [{ weightPercent: 50, holdSeconds: 1 }],
    }),
  );

  expect([status, await served()]).toEqual(['TERMINAL', '3']);
});
