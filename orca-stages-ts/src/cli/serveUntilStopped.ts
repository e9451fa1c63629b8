import { ConfigurationError } from '../config';
import { createLog, createMetrics } from '../http';
import { systemClock } from '../model/clock';
import { SettingFault } from '../model/settingFault';
import { serve } from '../serve';
import type { CommandLine } from './commandLine';
import { usableConfiguration } from './usableConfiguration';

/**
 * Runs the sidecar; resolves after it has been asked to stop and has drained. A second signal is not needed: the drain
 * has a time limit.
 */
export async function serveUntilStopped(
  configFile: string,
  line: Pick<CommandLine, 'environment' | 'onStop'>,
): Promise<void> {
  const { configuration, secrets } = usableConfiguration(configFile, line.environment);
  const log = createLog(configuration.log.level);
  const stopped = new Promise<void>((resolve) => line.onStop(resolve));
  const sidecar = await serve({
    configuration,
    secrets,
    clock: systemClock,
    log,
    metrics: createMetrics({ ofProcess: true }),
    random: Math.random,
  }).catch((error: unknown) => {
    throw error instanceof SettingFault
      ? new ConfigurationError(configFile, [{ field: error.field, message: error.reason }])
      : error;
  });
  await stopped;
  log.info({}, 'stopping; draining');
  await sidecar.stop();
  log.info({}, 'stopped');
}
