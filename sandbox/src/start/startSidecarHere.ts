import { createWriteStream } from 'node:fs';

import { loadConfiguration, readSecrets, serve } from 'orca-stages-ts';
import { createLog, createMetrics } from 'orca-stages-ts/src/http';

import type { SandboxClock } from '../demo/fastClock';
import { sidecarEnvironment } from './startSidecar';

/**
 * Starts the sidecar in this process, in a time of its own: a sidecar in its own process has the machine's. Throws
 * ConfigurationError.
 */
export async function startSidecarHere(options: {
  configFile: string;
  logFile: string;
  clock: SandboxClock;
}): Promise<{ stop(): Promise<void> }> {
  onlySandboxCredentials();
  const configuration = loadConfiguration(options.configFile);
  const reading = readSecrets(configuration, process.env);
  if (!reading.ok) throw new Error(reading.problems.map(({ field, message }) => `${field} ${message}`).join('\n'));
  const output = createWriteStream(options.logFile, { flags: 'a', mode: 0o600 });
  const sidecar = await serve({
    configuration,
    secrets: reading.secrets,
    clock: options.clock,
    log: createLog(configuration.log.level, output),
    metrics: createMetrics(),
    random: Math.random,
  });
  return {
    async stop() {
      await sidecar.stop();
      await new Promise<void>((resolve) => output.end(resolve));
    },
  };
}

/** Whatever credentials the user has, a sandbox must not be able to reach anyone's AWS account. */
function onlySandboxCredentials(): void {
  const wanted = sidecarEnvironment(process.env);
  for (const name of Object.keys(process.env)) if (wanted[name] === undefined) delete process.env[name];
  Object.assign(process.env, wanted);
}
