import { pino, type DestinationStream, type Logger } from 'pino';

/** Fields that may hold secrets, wherever they stand; code does not log them, this is the second lock. */
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

/** JSON lines to standard output, secrets taken out. */
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
