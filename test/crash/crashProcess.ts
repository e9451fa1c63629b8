import { checkConfiguration, readSecrets } from '../../orca-stages-ts/src/config';
import { systemClock, type CheckpointPoint, type EngineTiming } from '../../orca-stages-ts/src/engine';
import { createLog, createMetrics } from '../../orca-stages-ts/src/http';
import { serve, type RunningSidecar } from '../../orca-stages-ts/src/serve';
import { stepKind } from './boundary';

/** What the process serves. */
export interface CrashSettings { configuration: Record<string, unknown>; environment: Record<string, string>; timing: Partial<EngineTiming> }
/** Checkpoints of steps of one kind, at which the process stops until it is told to go on. */
export interface Stop { point: CheckpointPoint; kind: string }
/** What the test tells the process. `stopAt`: at which checkpoints it stops and says so. */
export type ToProcess = { kind: 'serve'; settings: CrashSettings } | { kind: 'stopAt'; stops: readonly Stop[] | 'all' } | { kind: 'go' } | { kind: 'end' };
/** What the process tells the test. */
export type FromProcess = { kind: 'loaded' } | { kind: 'ready'; address: string } | { kind: 'refused'; reason: string } | { kind: 'at'; point: CheckpointPoint; step: string; /** It waits there to be told to go on. */ waits: boolean } | { kind: 'ended' } | { kind: 'stopped' };

/** The sidecar as it is served, but for this: it tells of every checkpoint and stops exactly where it is told to, so that it can be killed with -9 there. It serves one journal after the other. */
let stops: readonly Stop[] | 'all' = [], goOn: () => void = () => undefined, running: RunningSidecar | undefined;
const tell = (message: FromProcess): void => { process.send?.(message); };

process.on('message', (message: ToProcess) => {
  switch (message.kind) {
    case 'serve': return void start(message.settings).catch((error: unknown) => { tell({ kind: 'refused', reason: error instanceof Error ? error.stack ?? error.message : String(error) }); });
    case 'stopAt': stops = message.stops; return undefined;
    case 'go': return goOn();
    case 'end': return void running?.stop().then(() => { tell({ kind: 'stopped' }); });
  }
});
// The test has gone: nobody waits for this process any more.
process.once('disconnect', () => { process.exit(1); });

async function onCheckpoint(point: CheckpointPoint, step: string): Promise<void> {
  const waits = stops === 'all' || stops.some((stop) => stop.point === point && stop.kind === stepKind(step));
  tell({ kind: 'at', point, step, waits });
  if (waits) await new Promise<void>((resolve) => { goOn = resolve; });
  if (point === 'ended') tell({ kind: 'ended' });
}

async function start({ configuration, environment, timing }: CrashSettings): Promise<void> {
  stops = [];
  const reading = checkConfiguration(configuration);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const secrets = readSecrets(reading.configuration, { ...process.env, ...environment });
  if (!secrets.ok) throw new Error(JSON.stringify(secrets.problems));
  running = await serve({
    configuration: reading.configuration, secrets: secrets.secrets, clock: systemClock, log: createLog('warn'), metrics: createMetrics(), random: () => 0.5,
    engine: { timing, onCheckpoint },
  });
  tell({ kind: 'ready', address: running.address });
}

tell({ kind: 'loaded' });
