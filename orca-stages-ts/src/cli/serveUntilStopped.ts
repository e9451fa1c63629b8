import { ConfigurationError } from '../config';
import { createLog, createMetrics, logOutput } from '../http';
import { systemClock } from '../model/clock';
import { SettingFault } from '../model/settingFault';
import { serve } from '../serve';
import type { CommandLine } from './commandLine';
import { growHeapSparingly } from './growHeapSparingly';
import { usableConfiguration } from './usableConfiguration';

/** Its file descriptor. */
const STANDARD_OUTPUT = 1;

/**
 * Runs the sidecar; resolves after it has been asked to stop and has drained. A second signal is not needed: the drain
 * has a time limit.
 */
export async function serveUntilStopped(
  configFile: string,
  line: Pick<CommandLine, 'environment' | 'onStop'>,
): Promise<void> {
  growHeapSparingly();
  const { configuration, secrets } = usableConfiguration(configFile, line.environment);
  const output = logOutput(STANDARD_OUTPUT);
  const log = createLog(configuration.log.level, output);
  const metrics = createMetrics({ ofProcess: true });
  metrics.watchLog(() => output.lost());
  const stopped = new Promise<void>((resolve) => line.onStop(resolve));
  try {
    const sidecar = await serve({
      configuration,
      secrets,
      clock: systemClock,
      log,
      metrics,
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
  } finally {
    await output.close();
  }
}
