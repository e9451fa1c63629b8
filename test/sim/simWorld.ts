import { randomUUID } from 'node:crypto';
import { GetAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { seededRandom } from 'strict-lambda/src/random';
import { startOrca, type Execution, type Orca } from '../../sandbox/src/orca';
import type { CheckpointPoint } from '../../orca-stages-ts/src/engine';
import { weightsOf, weightWords, type Weights } from './awsEvents';
import type { Sabotage } from './sabotage';
import type { AlarmState, Happening, PlannedPipeline, Scenario, Weather } from './scenario';
import { AT_FIRST } from './simAws';
import { SimIngress } from './simIngress';
import type { SimParts } from './simParts';
import { SimProcess } from './simProcess';
import { startReplica, type HttpSlot } from './simReplica';
import { Trace } from './trace';
import { VirtualTime, WORLD_BEGINS_MS, type Rest } from './virtualTime';

/** A pipeline that was started, and what Orca made of it. */
export interface StartedPipeline {
  planned: PlannedPipeline;
  executionId: string;
  startedMs: number;
  /** When Orca's record first said that a stage is over, by stage ID and start time. */
  stageEnds: Map<string, number>;
}

/** Somebody else's change of an alias. */
export interface ForeignEdit {
  atMs: number;
  functionName: string;
  weights: Weights;
}

/** An alarm has another state since then. */
export interface AlarmChange {
  atMs: number;
  name: string;
  to: AlarmState | 'deleted';
}

/** Everything that one seed runs in: the replicas, AWS, Orca, and the time that they share. */
export class SimWorld {
  readonly time: VirtualTime;
  readonly trace: Trace;
  readonly orca: Orca;
  readonly orcaProcess: SimProcess;
  readonly random: () => number;
  readonly pipelines: StartedPipeline[] = [];
  readonly foreignEdits: ForeignEdit[] = [];
  readonly alarmChanges: AlarmChange[] = [];
  readonly alarmsAfterMoves: Extract<Happening, { kind: 'alarmAfterMove' }>[] = [];
  /** What all replicas have logged. */
  readonly logLines: string[] = [];
  /** When operations ended, by the world's time. */
  readonly endedMs = new Map<string, number>();
  /** When the first step of operations began. */
  readonly plannedMs = new Map<string, number>();
  /** What happens to the replica that makes a call of AWS next, by the name of the call. */
  readonly callTraps = new Map<string, (process: SimProcess) => void>();
  /** What happens to the replica whose next call of a name has succeeded, before it learns about it. */
  readonly successTraps = new Map<string, (process: SimProcess) => void>();
  /** How much later the next call of a name reaches AWS, in ms. */
  readonly lateCalls = new Map<string, number>();
  /** Edits of aliases, by function, that come just before the next move. */
  readonly racingEdits = new Map<string, Weights>();
  /** For each operation, the highest fence that a replica had when it began a step; and who wrote under a lower one later. */
  readonly fences = new Map<string, number>();
  readonly staleWrites: string[] = [];
  /** Calls of AWS for an operation while another replica, which was well, was calling AWS for it. */
  readonly overlaps: string[] = [];
  /** Operations whose input could be read in the journal while they were running. */
  readonly legible = new Set<string>();
  private readonly calling = new Map<string, Set<SimProcess>>();
  /** Requests to AWS that have not ended, whether anybody waits for them or not. */
  requestsUnderWay = 0;
  databaseAheadMs = 0;
  private readonly clockFollowers: (() => void)[] = [];
  isOver = false;
  /** Replicas that are cut off from the journal, or `all`. */
  readonly cutOff = new Set<string>();
  private replicaCount = 0;

  constructor(
    readonly parts: SimParts,
    readonly scenario: Scenario,
    readonly sabotage: Sabotage,
    rest: Rest,
  ) {
    this.time = new VirtualTime(rest);
    this.trace = new Trace(this.time);
    this.random = seededRandom(scenario.seed + 1);
    parts.journal.empty();
    parts.aws.begin(this.time);
    this.orcaProcess = new SimProcess('orca', this.time);
    const { clock } = this.orcaProcess;
    this.orca = startOrca({
      configuration: parts.orcaConfiguration,
      client: new SimIngress(this),
      clock: {
        now: () => Math.round(clock.now()),
        schedule: (delayMs, action) => clock.at(clock.now() + delayMs, action),
      },
    });
  }

  get aws() {
    return this.parts.aws;
  }

  between(least: number, most: number): number {
    return Math.floor(least + this.random() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  /** Whether CloudWatch is in this trouble now. */
  cloudwatchIs(kind: 'throttled' | 'away'): boolean {
    const trouble = this.scenario.cloudwatchTrouble;
    return trouble?.kind === kind && this.elapsedMs >= trouble.fromMs && this.elapsedMs < trouble.untilMs;
  }

  /** Whether this goes wrong now. */
  weather(kind: Exclude<keyof Weather, 'untilMs'>): boolean {
    const probability = this.scenario.weather[kind];
    return probability > 0 && this.elapsedMs < this.scenario.weather.untilMs && this.random() < probability;
  }

  /** The longest time that a replica stands still. */
  get longestPauseMs(): number {
    return this.longest('pause');
  }

  /** The longest time that the journal or Orca cannot be reached. */
  get longestCutMs(): number {
    return this.longest('journalCut') + this.longest('orcaSilent');
  }

  /** By how much the database's clock was set back in all: waits last longer by that, as docs/operating.md says. */
  get setBackMs(): number {
    return this.scenario.happenings.reduce(
      (sum, each) => sum + (each.kind === 'clockJump' ? Math.max(0, -each.byMs) : 0),
      0,
    );
  }

  private longest(kind: string): number {
    return Math.max(
      0,
      ...this.scenario.happenings.map((each) => (each.kind === kind && 'forMs' in each ? each.forMs : 0)),
    );
  }

  get elapsedMs(): number {
    return this.time.now() - WORLD_BEGINS_MS;
  }

  isCutOff({ name }: SimProcess): boolean {
    return this.cutOff.has('all') || this.cutOff.has(name.replace(/\..*/, ''));
  }

  /** Starts a replica in a slot. Its name says which slot, and which start of it. */
  async startIn(slot: HttpSlot, index: number): Promise<void> {
    const name = `replica${index}.${++this.replicaCount}`;
    // A journal that is cut off at the start makes the process exit; its supervisor starts it again.
    for (;;) {
      const replica = await startReplica(this, name).catch(() => undefined);
      if (this.isOver) return;
      if (replica !== undefined) {
        slot.serve(replica, (line) => this.logLines.push(line));
        return;
      }
      await this.time.wait(1_000);
    }
  }

  start(planned: PlannedPipeline): StartedPipeline {
    const execution = this.orca.orchestrate(
      { id: randomUUID(), application: 'demo', name: `Pipeline ${this.pipelines.length + 1}`, stages: planned.stages },
      { user: planned.user ?? 'jane', allowedAccounts: ['local'] },
    );
    const started = {
      planned,
      executionId: execution.id,
      startedMs: this.time.now(),
      stageEnds: new Map<string, number>(),
    };
    this.pipelines.push(started);
    const types = planned.stages.map(({ type, deploymentStrategy }) =>
      String(deploymentStrategy ?? type).replace(/Aws\.Lambda|Stage$/g, ''),
    );
    this.trace.add('user', `starts pipeline ${this.pipelines.length} on ${planned.functionName}: ${types.join(', ')}`);
    return started;
  }

  executionOf({ executionId }: StartedPipeline): Execution {
    return this.orca.execution(executionId);
  }

  /** A replica is at a checkpoint of an operation. */
  seeFence(replica: string, point: CheckpointPoint, { id, fence }: { id: string; fence: number }): void {
    const highest = this.fences.get(id) ?? 0;
    if (point === 'beforeIntent' && !this.plannedMs.has(id)) this.plannedMs.set(id, this.time.now());
    if (fence < highest && (point === 'afterIntent' || point === 'afterResult' || point === 'ended'))
      this.staleWrites.push(
        `${replica} wrote ${this.nameOf(id)} with fence ${fence}, after another one had ${highest}`,
      );
    this.fences.set(id, Math.max(highest, fence));
  }

  /** A replica calls AWS for an operation, until the returned function is called. */
  beginCall(process: SimProcess, operationId = ''): () => void {
    const callers = this.calling.get(operationId) ?? new Set();
    this.calling.set(operationId, callers);
    for (const other of callers)
      if (other !== process && !other.isDead && operationId !== '' && !this.leasesMayExpire)
        this.overlaps.push(`${process.name} and ${other.name} both called AWS for ${this.nameOf(operationId)}`);
    callers.add(process);
    return () => callers.delete(process);
  }

  /** Somebody sets the clock of the database's machine. */
  jumpClock(byMs: number): void {
    this.databaseAheadMs += byMs;
    for (const follow of this.clockFollowers) follow();
  }

  atClockJump(follow: () => void): void {
    this.clockFollowers.push(follow);
  }

  /** A request is on its way until the returned function is called. */
  underWay(): () => void {
    this.requestsUnderWay += 1;
    return () => {
      this.requestsUnderWay -= 1;
    };
  }

  /** Whether something can keep a living replica from renewing its leases. */
  private get leasesMayExpire(): boolean {
    const reasons = ['pause', 'clockJump', 'journalCut', 'upgrade'];
    return (
      this.scenario.happenings.some(({ kind }) => reasons.includes(kind)) || this.scenario.weather.commitUnknown > 0
    );
  }

  /** Somebody moves an alias by hand. */
  async editAlias(functionName: string, [main, additional]: Weights): Promise<void> {
    const split = additional === undefined ? {} : { [additional.version]: additional.percent / 100 };
    const command = new UpdateAliasCommand({
      FunctionName: functionName,
      Name: 'live',
      FunctionVersion: main?.version,
      RoutingConfig: { AdditionalVersionWeights: split },
    });
    const answer = await this.aws.client.send(command).catch(() => undefined);
    if (answer === undefined) return;
    const weights = weightsOf(answer.FunctionVersion ?? '', answer.RoutingConfig);
    this.foreignEdits.push({ atMs: this.time.now(), functionName, weights });
    this.trace.add('somebody', `moves ${functionName}:live to ${weightWords(weights)}`);
  }

  /** Somebody takes the last move of an alias back, unless it has been moved again. */
  async reverseAlias(): Promise<void> {
    const moves = this.aws.events.filter(({ weights, qualifier }) => weights !== undefined && qualifier === 'live');
    const last = moves.at(-1);
    if (last?.caller === undefined) return;
    const before = moves.slice(0, -1).filter(({ functionName }) => functionName === last.functionName);
    await this.editAlias(last.functionName, before.at(-1)?.weights ?? AT_FIRST);
  }

  /** Somebody sets an alarm, or deletes it. */
  async setAlarm(name: string, to: AlarmState | 'deleted'): Promise<void> {
    if (this.alarmChanges.some((change) => change.name === name && change.to === 'deleted')) return;
    await this.aws.setAlarm(name, to);
    this.alarmChanges.push({ atMs: this.time.now(), name, to });
    this.trace.add('cloudwatch', `alarm ${name}: ${to}`);
  }

  /** What an alias serves. */
  async served(functionName: string): Promise<Weights> {
    const answer = await this.aws.client.send(new GetAliasCommand({ FunctionName: functionName, Name: 'live' }));
    return weightsOf(answer.FunctionVersion ?? '', answer.RoutingConfig);
  }

  /** A short name for an operation: its stage in its pipeline. */
  nameOf(operationId: string | undefined): string {
    const [row] =
      operationId === undefined
        ? []
        : this.parts.journal.rows<{
            execution_id: string;
            stage_name: string;
            attempt: number;
            timer_of: string | null;
          }>(`select execution_id, stage_name, attempt, timer_of from operations where id = '${operationId}'`);
    if (row === undefined) return '?';
    const pipeline = this.pipelines.findIndex(({ executionId }) => executionId === row.execution_id) + 1;
    return `P${pipeline}/${row.stage_name}${row.timer_of === null ? '' : ' timer'}`;
  }
}
