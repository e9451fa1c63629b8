import { invalidParameter } from '../errors';
import { Constraints } from '../http/constraints';

const limitBytes = 4096;
const namePattern = '[a-zA-Z]([a-zA-Z0-9_])+';
const reserved = [
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_DEFAULT_REGION',
  'AWS_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_TASK_ROOT',
  'LAMBDA_RUNTIME_DIR',
];

/** Rejects a null character: no process can be started with one, neither here nor in AWS. */
export function requireNoNull(what: string, value: string | undefined): void {
  if (value?.includes('\0') === true) throw invalidParameter(`${what} must not contain a null character.`);
}

/** Rejects reserved or malformed names, null characters, and more than 4 KB in total. */
export function requireEnvironment(variables: Record<string, string>): void {
  const names = Object.keys(variables);
  const wellFormed = names.every((name) => new RegExp(`^${namePattern}$`).test(name) || reserved.includes(name));
  new Constraints()
    .that(
      wellFormed,
      'environment.variables',
      `{${names.join(', ')}}`,
      `Map keys must satisfy constraint: [Member must satisfy regular expression pattern: ${namePattern}, Member must not be null]`,
    )
    .enforce();
  const taken = names.filter((name) => reserved.includes(name));
  if (taken.length > 0) {
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(', ')}`,
    );
  }
  for (const [name, value] of Object.entries(variables)) requireNoNull(`The environment variable ${name}`, value);
  const measured = JSON.stringify(variables);
  // AWS really does repeat the values in this message: clients must keep it out of their logs.
  if (Buffer.byteLength(measured) > limitBytes) {
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${measured}`,
    );
  }
}
