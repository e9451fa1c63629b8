import { checkConfiguration, readSecrets } from '../../orca-stages-ts/src/config';
import type { CheckpointPoint, EngineContext, EngineTiming } from '../../orca-stages-ts/src/engine';
import { createLog, createMetrics } from '../../orca-stages-ts/src/http';
import { systemClock } from '../../orca-stages-ts/src/model/clock';
import { serve, type RunningSidecar } from '../../orca-stages-ts/src/serve';
import { stepKind } from './boundary';

/** What the process serves. */
export interface CrashSettings {
  configuration: Record<string, unknown>;
  environment: Record<string, string>;
  timing: Partial<EngineTiming>;
}
/** Checkpoints of steps of one kind, at which an operation stops until it is told to continue. */
export interface Stop {
  point: CheckpointPoint;
  kind: string;
}
/** What the test tells the process. `stopAt`: at which checkpoints operations of an account stop and report it. */
export type ToProcess =
  | { kind: 'serve'; settings: CrashSettings }
  | { kind: 'stopAt'; account: string; stops: readonly Stop[] | 'all' }
  | { kind: 'go'; account: string }
  | { kind: 'end' };
/** An operation of an account has reached a checkpoint. `waits`: until it is told to continue. */
export interface AtCheckpoint {
  kind: 'at';
  account: string;
  point: CheckpointPoint;
  step: string;
  waits: boolean;
}
/** What the process tells the test. */
export type FromProcess =
  | { kind: 'loaded' }
  | { kind: 'ready'; address: string }
  | { kind: 'refused'; reason: string }
  | AtCheckpoint
  /** `isLast`: it has armed no watch, or is that watch. */
  | { kind: 'ended'; account: string; isLast: boolean }
  | { kind: 'stopped' };

/**
 * The sidecar as in production, except that it reports every checkpoint, and operations stop exactly where they are
 * told to, so that it can be killed with -9 there. It serves one journal after the other.
 */
const stops = new Map<string, readonly Stop[] | 'all'>(),
  goOn = new Map<string, () => void>();
let running: RunningSidecar | undefined;
const tell = (message: FromProcess): void => {
  process.send?.(message);
};

process.on('message', (message: ToProcess) => {
  switch (message.kind) {
    case 'serve':
      return void start(message.settings).catch((error: unknown) => {
        tell({ kind: 'refused', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      });
    case 'stopAt':
      stops.set(message.account, message.stops);
      return undefined;
    case 'go':
      return goOn.get(message.account)?.();
    case 'end':
      return void running?.stop().then(() => {
        tell({ kind: 'stopped' });
      });
  }
});
// The test has ended, so nothing needs this process any more.
process.once('disconnect', () => {
  process.exit(1);
});

const onCheckpoint: NonNullable<EngineContext['onCheckpoint']> = async (point, step, operation) => {
  const { account, stage_type: type, timer_of: armer, status } = operation;
  // A place has one operation that dies; what asks it for something only goes on.
  if (type === 'Aws.LambdaRolloutActionStage') return;
  const ofAccount = stops.get(account) ?? [];
  const waits = ofAccount === 'all' || ofAccount.some((stop) => stop.point === point && stop.kind === stepKind(step));
  tell({ kind: 'at', account, point, step, waits });
  if (waits)
    await new Promise<void>((resolve) => {
      goOn.set(account, resolve);
    });
  if (point === 'ended') tell({ kind: 'ended', account, isLast: armer !== null || status !== 'SUCCEEDED' });
};

async function start({ configuration, environment, timing }: CrashSettings): Promise<void> {
  stops.clear();
  const reading = checkConfiguration(configuration);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const secrets = readSecrets(reading.configuration, { ...process.env, ...environment });
  if (!secrets.ok) throw new Error(JSON.stringify(secrets.problems));
  running = await serve({
    configuration: reading.configuration,
    secrets: secrets.secrets,
    clock: systemClock,
    log: createLog('warn'),
    metrics: createMetrics(),
    random: () => 0.5,
    engine: { timing, onCheckpoint },
  });
  tell({ kind: 'ready', address: running.address });
}

tell({ kind: 'loaded' });
