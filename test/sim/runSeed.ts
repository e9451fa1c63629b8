import { isComplete } from '../../sandbox/src/orca/executionModel';
import { SECRETS } from './drawPipeline';
import { happenAtAws, isAtAws } from './happenAtAws';
import { brokenInvariants, type Broken } from './invariants';
import type { Sabotage } from './sabotage';
import { scenarioOf, type Happening, type Moment } from './scenario';
import { sealProcess } from './sealedProcess';
import type { SimParts } from './simParts';
import type { SimProcess } from './simProcess';
import type { HttpSlot } from './simReplica';
import { SimWorld, type StartedPipeline } from './simWorld';
import { WORLD_BEGINS_MS } from './virtualTime';

/** How one seed's world went. */
export interface SeedResult {
  seed: number;
  broken: Broken[];
  hash: string;
  /** The trace, in words. */
  lines: string[];
}

const REPLICAS = 3;
/** How long everything may take after the last disturbance: a timer is started late, and tried for an hour. */
const LIMIT_MS = 4 * 3_600_000;
/** How long a world lasts after everything has ended and all requests to AWS have arrived. */
const AFTERMATH_MS = 15_000;
const REVERSAL_DOWN_MS = 20_000;
const LOOK_EVERY_MS = 5_000;
/** Even a world in which something never comes to rest ends. */
const MOST_EVENTS = 200_000;

/** Runs the world of a seed to its end, and checks the invariants. The same seed always goes the same way. */
export async function runSeed(parts: SimParts, seed: number, sabotage: Sabotage = {}): Promise<SeedResult> {
  const clock = { now: (): number => WORLD_BEGINS_MS };
  const sealed = sealProcess(seed, () => clock.now());
  try {
    const scenario = scenarioOf(seed);
    const world = new SimWorld(parts, scenario, sabotage, () => sealed.rest());
    clock.now = () => world.time.now();
    world.trace.add('seed', `${seed}: ${JSON.stringify({ ...scenario.weather })}`);
    parts.slots.forEach((slot, index) => {
      slot.serve(undefined, () => undefined);
      if (index < REPLICAS) void world.startIn(slot, index);
    });
    for (const planned of scenario.pipelines)
      world.time.at(WORLD_BEGINS_MS + planned.atMs, () => startPipeline(world, planned));
    for (const happening of scenario.happenings)
      world.time.at(WORLD_BEGINS_MS + happening.atMs, () => void happen(world, happening));
    const isSettled = await live(world);
    const broken = await settleBeforehand(world, () => brokenInvariants(world, isSettled));
    world.isOver = true;
    for (const slot of parts.slots) slot.current?.process.die();
    await world.orca.close();
    return { seed, broken, hash: world.trace.hash(), lines: world.trace.lines() };
  } finally {
    sealed.open();
  }
}

/** Answers that the check itself asks for take time, too. */
async function settleBeforehand<T>(world: SimWorld, check: () => Promise<T>): Promise<T> {
  let isDone = false;
  const checked = check().finally(() => {
    isDone = true;
  });
  while (!isDone) if (!(await world.time.pass())) break;
  return checked;
}

/** Lets time pass until nothing is left to happen; false if something never ended. */
async function live(world: SimWorld): Promise<boolean> {
  const { scenario, time } = world;
  const lastMs = Math.max(...scenario.happenings.map(endOf), ...scenario.pipelines.map(({ atMs }) => atMs));
  const limitMs = Math.max(lastMs, scenario.weather.untilMs) + LIMIT_MS;
  let quietSince: number | undefined,
    nextLook = 0;
  for (let events = 0; events < MOST_EVENTS; events++) {
    if (!(await time.pass())) return false;
    if (world.elapsedMs < nextLook) continue;
    await time.settled();
    nextLook = world.elapsedMs + LOOK_EVERY_MS;
    noteStageEnds(world);
    noteLegible(world);
    if (world.requestsUnderWay > 0 || !isQuiet(world)) quietSince = undefined;
    else quietSince ??= world.elapsedMs;
    if (quietSince !== undefined && world.elapsedMs > Math.max(quietSince + AFTERMATH_MS, lastMs)) return true;
    if (world.elapsedMs > limitMs) return false;
  }
  return false;
}

const endOf = (happening: Happening): number =>
  happening.atMs + ('forMs' in happening ? happening.forMs : 'downMs' in happening ? happening.downMs : 0);

function isQuiet(world: SimWorld): boolean {
  if (world.pipelines.length < world.scenario.pipelines.length) return false;
  if (world.pipelines.some((pipeline) => !isComplete(world.executionOf(pipeline).status))) return false;
  const [row] = world.parts.journal.rows<{ count: number }>(
    "select count(*) as count from operations where phase != 'ended'",
  );
  return row?.count === 0;
}

/** Remembers when Orca's record first said that a stage is over. */
function noteStageEnds(world: SimWorld): void {
  for (const pipeline of world.pipelines)
    for (const stage of world.executionOf(pipeline).stages) {
      const key = `${stage.id}/${stage.startTime}`;
      if (stage.endTime !== null && !pipeline.stageEnds.has(key)) pipeline.stageEnds.set(key, stage.endTime);
    }
}

/** Inputs are erased when operations end, so whether they are sealed must be seen before. */
function noteLegible(world: SimWorld): void {
  const readable = SECRETS.map((secret) => `sealed_input like '%${secret}%'`).join(' or ');
  for (const { id } of world.parts.journal.rows<{ id: string }>(`select id from operations where ${readable}`))
    world.legible.add(id);
}

function startPipeline(world: SimWorld, planned: SimWorld['scenario']['pipelines'][number]): void {
  const pipeline = world.start(planned);
  judge(world, pipeline);
}

/** Somebody looks every few seconds whether a judgment waits, and answers it after a while. */
function judge(world: SimWorld, pipeline: StartedPipeline): void {
  const { answer, afterMs } = pipeline.planned.judgment;
  if (answer === 'none' || !pipeline.planned.stages.some(({ type }) => type === 'manualJudgment')) return;
  const look = (): void => {
    if (world.isOver) return;
    const execution = world.executionOf(pipeline);
    if (isComplete(execution.status)) return;
    const waiting = execution.stages.find(({ type, status }) => type === 'manualJudgment' && status === 'RUNNING');
    if (waiting === undefined) world.time.at(world.time.now() + 3_000, look);
    else
      world.time.at(world.time.now() + afterMs, () => {
        if (waiting.status !== 'RUNNING') return;
        world.trace.add('user', `judges: ${answer}`);
        world.orca.updateStage(
          execution.id,
          waiting.id,
          { judgmentStatus: answer },
          { user: 'jane', allowedAccounts: ['local'] },
        );
      });
  };
  world.time.at(world.time.now() + 3_000, look);
}

/** Lets something happen to the world. */
async function happen(world: SimWorld, happening: Happening): Promise<void> {
  const { time, trace, parts } = world;
  const replica = 'replica' in happening && happening.replica !== 'all' ? happening.replica : 0;
  const slot = parts.slots[replica];
  if (isAtAws(happening)) return happenAtAws(world, happening);
  switch (happening.kind) {
    case 'crash':
      return at(world, happening.when, slot, (victim) => {
        victim.atDeath(() => void time.at(time.now() + happening.downMs, () => restart(world, victim)));
        victim.die();
      });
    case 'reversal':
      world.successTraps.set('UpdateAlias', (victim) => {
        victim.atDeath(() => void time.at(time.now() + REVERSAL_DOWN_MS, () => restart(world, victim)));
        victim.die();
        time.at(time.now() + happening.afterMs, () => void world.reverseAlias());
      });
      return;
    case 'pause':
      return at(world, happening.when, slot, (victim) => {
        trace.add('fate', `${victim.name} stands still for ${happening.forMs} ms`);
        victim.pause();
        time.at(time.now() + happening.forMs, () => victim.resume());
      });
    case 'lateCall':
      world.lateCalls.set(happening.call, happening.lateMs);
      world.callTraps.set(happening.call, () => {
        const cancelled = { ...happening, kind: 'cancel' } as const;
        time.at(time.now() + happening.cancelAfterMs, () => void happenToPipeline(world, cancelled));
      });
      return;
    case 'upgrade':
      return upgrade(world, replica);
    case 'clockJump':
      trace.add('fate', `the database's clock jumps by ${happening.byMs} ms`);
      world.jumpClock(happening.byMs);
      return;
    case 'journalCut': {
      const name = happening.replica === 'all' ? 'all' : `replica${happening.replica}`;
      trace.add('fate', `${name} cannot reach the journal for ${happening.forMs} ms`);
      world.cutOff.add(name);
      await time.wait(happening.forMs);
      world.cutOff.delete(name);
      return;
    }
    case 'orcaSilent':
      trace.add('fate', `Orca is silent for ${happening.forMs} ms`);
      world.orcaProcess.pause();
      await time.wait(happening.forMs);
      world.orcaProcess.resume();
      trace.add('fate', 'Orca is back');
      return;
    default:
      return happenToPipeline(world, happening);
  }
}

/** Lets something happen to a replica when it is as far. */
function at(world: SimWorld, when: Moment, slot: HttpSlot | undefined, happen: (victim: SimProcess) => void): void {
  const victim = slot?.current?.process;
  if ('atCall' in when) world.callTraps.set(when.atCall, happen);
  else victim?.afterPoints(when.afterPoints, () => happen(victim));
}

/** Starts a replica where one has died, unless another one is there by now. */
function restart(world: SimWorld, victim: SimProcess): void {
  const index = world.parts.slots.findIndex(({ current }) => current?.process === victim);
  const slot = world.parts.slots[index];
  if (slot !== undefined && !world.isOver) void world.startIn(slot, index);
}

/** A new replica starts, then the old one is drained and stopped. */
async function upgrade(world: SimWorld, index: number): Promise<void> {
  const spare = world.parts.slots.findIndex(
    ({ current }) => current === undefined || current.process.isDead || current.isGone,
  );
  const slot = world.parts.slots[spare],
    old = world.parts.slots[index]?.current;
  if (slot === undefined || old === undefined || old.process.isDead) return;
  world.trace.add('fate', `${old.name} is replaced`);
  await world.startIn(slot, spare);
  old.lifecycle.drain();
  await old.engine.stop();
  old.isGone = true;
  world.trace.add(old.name, 'has stopped');
  old.process.die();
}

type PipelineHappening = Exclude<Extract<Happening, { pipeline: number }>, { kind: 'lateCall' }>;

async function happenToPipeline(world: SimWorld, happening: PipelineHappening): Promise<void> {
  const pipeline = world.pipelines[happening.pipeline];
  if (pipeline === undefined || world.orcaProcess.isPaused) return;
  const { orca, trace, time } = world;
  const execution = world.executionOf(pipeline);
  const name = `pipeline ${happening.pipeline + 1}`;
  if (happening.kind === 'cancel') {
    if (isComplete(execution.status)) return;
    trace.add('user', `cancels ${name}`);
    orca.cancel(execution.id, 'jane', null);
  } else if (happening.kind === 'pausePipeline') {
    if (execution.status !== 'RUNNING') return;
    trace.add('user', `pauses ${name}`);
    orca.pause(execution.id, 'jane');
    await time.wait(happening.forMs);
    if (world.executionOf(pipeline).status === 'PAUSED') orca.resume(execution.id, 'jane');
  } else {
    const ended = execution.stages.find(({ status }) => status === 'TERMINAL' || status === 'CANCELED');
    if (ended === undefined || !isComplete(execution.status)) return;
    trace.add('user', `restarts ${ended.name} of ${name}`);
    orca.restartStage(execution.id, ended.id, { user: 'jane', allowedAccounts: ['local'] });
    judge(world, pipeline);
  }
}
