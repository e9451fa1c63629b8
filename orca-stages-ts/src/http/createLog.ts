import { pino, type DestinationStream, type Logger } from 'pino';

/** Fields that may contain secrets, at any depth. No code logs them; this is a second safeguard. */
const SECRET_FIELDS = [
  'authorization',
  'token',
  'tokens',
  'context',
  'body',
  'input',
  'payload',
  'invokePayload',
  'envVariables',
  'environment',
  'headers',
];

/** JSON lines on standard output, with secrets removed. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'lambda-stages' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '(redacted)' },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
