import { createHash } from 'node:crypto';
import type { Place } from '../arns';
import type { Deployable } from '../store/functionRecord';

/** The name of an execution environment's log stream, in Lambda's format. */
export function logStreamName(version: string, environmentId: string, nowMs: number): string {
  return `${new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '/')}/[${version}]${environmentId}`;
}

/**
 * Exactly what a handler sees in process.env: its declared variables and Lambda's own, but nothing from the emulator.
 */
export function handlerEnvironment(
  place: Place,
  functionName: string,
  version: string,
  deployable: Deployable,
  folder: string,
  logStream: string,
): Record<string, string> {
  const { settings } = deployable;
  const key = createHash('sha256').update(settings.Role).digest('hex').slice(0, 16).toUpperCase();
  return {
    ...settings.Environment?.Variables,
    _HANDLER: settings.Handler,
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.MemorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: settings.LoggingConfig.LogGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    // Fake credentials: they belong to no session, so the emulator uses its default account for them.
    AWS_ACCESS_KEY_ID: `ASIA${key}`,
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_SESSION_TOKEN: 'sandbox',
    LAMBDA_TASK_ROOT: folder,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: '/usr/local/bin:/usr/bin:/bin',
  };
}
