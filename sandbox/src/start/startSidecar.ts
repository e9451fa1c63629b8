import { StartError } from './startError';
import { type SupervisedChild, superviseChild } from './supervisedChild';

const READY_WITHIN_MS = 20_000;
const ASK_EVERY_MS = 50;

/** What the sidecar needs to start. */
export type SidecarOptions = {
  /** The bundle, as an operator would run it. */
  bundleFile: string;
  configFile: string;
  logFile: string;
  port: number;
  onEnd: (reason: string, restarting: boolean) => void;
};

/**
 * Starts the sidecar as in production, and resolves once it says that it is ready; throws a StartError with its last
 * lines if it doesn't.
 */
export async function startSidecar(options: SidecarOptions): Promise<SupervisedChild> {
  const child = superviseChild({
    name: 'sidecar',
    command: process.execPath,
    arguments: [options.bundleFile, 'serve', '--config', options.configFile],
    environment: sidecarEnvironment(process.env),
    logFile: options.logFile,
    onEnd: options.onEnd,
  });
  const outcome = await Promise.race([isReady(options.port), child.endedAtStart]);
  if (outcome !== undefined) {
    await child.stop();
    throw new StartError(outcome);
  }
  return child;
}

/**
 * The sidecar's environment. Its credentials only work with the strict Lambda, whatever credentials the user has: a
 * sandbox must not be able to reach anyone's AWS account.
 */
export function sidecarEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const withoutAws = Object.entries(own).filter(
    ([name]) => !name.startsWith('AWS_') && name !== 'DATABASE_URL' && name !== 'NODE_OPTIONS',
  );
  return {
    ...Object.fromEntries(withoutAws),
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_EC2_METADATA_DISABLED: 'true',
    // Otherwise, whenever the sidecar fails, the last line of its log would be which Node version a later SDK needs.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    NODE_ENV: 'production',
  };
}

/** Undefined once `/readyz` returns 200, otherwise why the wait was given up. */
async function isReady(port: number): Promise<string | undefined> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  let last = 'no answer';
  while (Date.now() < giveUpAt) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) });
      if (response.ok) {
        return undefined;
      }
      last = `${response.status}: ${await response.text()}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return `The sidecar was not ready after ${READY_WITHIN_MS / 1000} s (/readyz: ${last}).`;
}
