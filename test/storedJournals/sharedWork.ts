import type { Outcome } from 'stage-contract';
import { eventually } from 'strict-lambda/src/testing/eventually';
import type { SidecarClient, StageRequest } from '../process/support/sidecarClient';
import { passTimers } from './passTime';
import { canary, deploy, FIRST, GOOD, gradual, promote, SECOND, THIRD, watchedCanary } from './storyRequests';
import type { SkippingClock, StoredRequest } from './presentEngine';
import { labelsOfBuilds, lookAtWorld, type StrictLambda, type WorldSeen } from './storedWorld';

/** The functions that two sidecars share, one for each kind of work. */
const FUNCTIONS = ['deployed', 'rolled-out', 'split', 'promoted'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** How long, in ms, the calls and the hold take in whose middle a sidecar dies: longer than any machine needs to get there. */
export const LONG_MS = 60_000;

/** IDs of what has been started. */
export type Begun = Record<'deployment' | 'nextDeployment' | 'rollout' | 'canary' | 'promotion', string>;

const onFunction = (
  functionName: FunctionName,
  { type, executionId, stageId, context }: StoredRequest,
): StageRequest => ({
  type,
  executionId,
  stageId: `${stageId} of ${functionName}`,
  stageName: stageId,
  context: { account: 'local', region: 'us-east-1', functionName, ...context },
});

/** Creates the functions with two versions each, of which `live` serves the first. */
export async function prepareFunctions(sidecar: SidecarClient): Promise<void> {
  const prepare = async (name: FunctionName): Promise<void> => {
    await succeeded(sidecar, onFunction(name, deploy(FIRST, 'one')));
    await succeeded(sidecar, onFunction(name, deploy(SECOND, 'two')));
  };
  await Promise.all(FUNCTIONS.map(prepare));
}

/**
 * Starts work at a sidecar and returns when all of it is in progress: a Deployment whose code is being sent, another
 * one that waits for it, a rollout in its first hold, a split with a timer, and a Route whose move of the alias is
 * being sent.
 */
export async function beginWork(sidecar: SidecarClient, lambda: StrictLambda): Promise<Begun> {
  const begin = (name: FunctionName, request: StoredRequest): Promise<string> =>
    sidecar.begin(onFunction(name, request));
  const canaryId = await succeeded(sidecar, onFunction('split', canary()));
  // Until the process is killed; AWS executes what it has received anyway.
  const held = { kind: 'slow', ms: LONG_MS } as const;
  lambda.addFault({ ...held, operation: 'UpdateFunctionCode', functionName: 'deployed', after: 1 });
  lambda.addFault({ ...held, operation: 'UpdateAlias', functionName: 'promoted' });
  const deployment = await begin('deployed', deploy(THIRD, 'three', { aliasRouting: 'newVersion' }));
  const promotion = await begin('promoted', promote());
  await sidecar.until(deployment, isRunning('code'), 'its code being sent');
  const nextDeployment = await begin('deployed', { ...deploy('execution-4', 'four'), stageId: 'Deploy four' });
  await sidecar.until(promotion, isRunning('route'), 'its alias being moved');
  const rollout = await begin(
    'rolled-out',
    gradual([
      { weightPercent: 10, holdSeconds: LONG_MS / 1000 },
      { check: { expect: GOOD } },
      { weightPercent: 50, holdSeconds: 1 },
    ]),
  );
  await sidecar.until(rollout, ({ hold }) => hold !== undefined, 'its hold');
  for (const id of [rollout, deployment, nextDeployment, promotion]) await stillRuns(sidecar, id);
  return { rollout, canary: canaryId, deployment, nextDeployment, promotion };
}

/** Leaves two splits that are watched, one of them until its timer. */
export async function beginWatches(sidecar: SidecarClient): Promise<{ timed: string; watched: string }> {
  const untimed = watchedCanary({ revertUnlessPromotedWithinSeconds: undefined, watchSeconds: 3600 });
  const timed = await succeeded(sidecar, onFunction('split', watchedCanary()));
  return { timed, watched: await succeeded(sidecar, onFunction('promoted', untimed)) };
}

/** Work that is over before the process dies would prove nothing. */
async function stillRuns(sidecar: SidecarClient, id: string): Promise<void> {
  const { status, stageType, progress } = await sidecar.poll(id);
  if (status !== 'RUNNING') throw new Error(`${stageType} was over too early: ${progress}`);
}

const isRunning =
  (step: string) =>
  ({ steps }: Outcome): boolean =>
    steps.some(({ id, state }) => id === step && state === 'running');

/** Lets AWS execute the calls that it has received. */
export async function passCalls(lambda: StrictLambda, clock: SkippingClock): Promise<void> {
  clock.skip(LONG_MS);
  await eventually('the calls that are in flight', () => lambda.inFlight().every((call) => !call.startsWith('Update')));
}

/** Polls all work that was started at a sidecar until it has ended; returns how. */
export async function endsOf(sidecar: SidecarClient, begun: Begun): Promise<Record<string, string>> {
  const ends = Object.entries(begun).map(async ([name, id]) => {
    const { status, failure } = await sidecar.ended(id);
    return [name, [status, failure?.code, failure?.what].filter((word) => word !== undefined).join(' ')];
  });
  return Object.fromEntries(await Promise.all(ends));
}

/** Lets the hour of the timer pass, and returns its result. */
export async function timerEnds(
  sidecar: SidecarClient,
  { canary: id }: Begun,
  journal: string,
): Promise<string | undefined> {
  await passTimers(journal, 3_600_000);
  const { revertTimer } = await sidecar.until(
    id,
    (outcome) => outcome.revertTimer?.state !== 'pending',
    'the end of its timer',
  );
  return revertTimer?.state;
}

/** Where the calls of each function go, and which builds its versions have. */
export async function functionsSeen(
  lambda: StrictLambda,
): Promise<Record<string, Pick<WorldSeen, 'aliases' | 'versions'>>> {
  const look = async (name: FunctionName): Promise<[string, Pick<WorldSeen, 'aliases' | 'versions'>]> => {
    const { aliases, versions } = await lookAtWorld(lambda, labelsOfBuilds(), name);
    return [name, { aliases, versions }];
  };
  return Object.fromEntries(await Promise.all(FUNCTIONS.map(look)));
}

async function succeeded(sidecar: SidecarClient, request: StageRequest): Promise<string> {
  const id = await sidecar.begin(request);
  const { status, progress } = await sidecar.ended(id);
  if (status !== 'SUCCEEDED') throw new Error(`${request.stageId} ended as ${status}: ${progress}`);
  return id;
}
