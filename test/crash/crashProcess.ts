import { readFileSync } from 'node:fs';
import { checkConfiguration, readSecrets } from '../../orca-stages-ts/src/config';
import { systemClock, type CheckpointPoint, type EngineTiming } from '../../orca-stages-ts/src/engine';
import { createLog, createMetrics } from '../../orca-stages-ts/src/http';
import { serve } from '../../orca-stages-ts/src/serve';
import { stepName } from './boundary';

/** What the process is started with, as a JSON file. */
export interface CrashSettings { configuration: Record<string, unknown>; timing: Partial<EngineTiming> }
/** A place to die at: the `nth` time that the engine comes to this point of this step. */
export interface Place { point: CheckpointPoint; step: string; nth: number }
/** What the test tells the process. `watch`: stop at every point until told to go on. */
export type ToProcess = { kind: 'dieAt'; place: Place } | { kind: 'watch' } | { kind: 'go' };
/** What the process tells the test. */
export type FromProcess = { kind: 'ready'; address: string } | { kind: 'at'; point: CheckpointPoint; step: string } | { kind: 'ended' };

/** The sidecar as it is served, but for this: it kills itself with -9 exactly where it is told to. */
const settings = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as CrashSettings;
let place: Place | undefined, come = 0, watched = false, goOn: () => void = () => undefined;
const tell = (message: FromProcess): void => { process.send?.(message); };
const timing: Partial<EngineTiming> = settings.timing;

process.on('message', (message: ToProcess) => {
  if (message.kind === 'dieAt') { place = message.place; come = 0; }
  if (message.kind === 'watch') watched = true;
  if (message.kind === 'go') goOn();
});
// The test has gone: nobody waits for this process any more.
process.once('disconnect', () => { process.exit(1); });

async function onCheckpoint(point: CheckpointPoint, stepId: string): Promise<void> {
  const step = stepName(stepId);
  if (place?.point === point && place.step === step && ++come === place.nth) {
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  }
  if (watched) {
    tell({ kind: 'at', point, step });
    await new Promise<void>((resolve) => { goOn = resolve; });
  }
  if (point === 'ended') tell({ kind: 'ended' });
}

async function start(): Promise<void> {
  const reading = checkConfiguration(settings.configuration);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const secrets = readSecrets(reading.configuration, process.env);
  if (!secrets.ok) throw new Error(JSON.stringify(secrets.problems));
  const { address } = await serve({
    configuration: reading.configuration, secrets: secrets.secrets, clock: systemClock, log: createLog('warn'), metrics: createMetrics(), random: () => 0.5,
    engine: { timing, onCheckpoint },
  });
  tell({ kind: 'ready', address });
}

void start();
