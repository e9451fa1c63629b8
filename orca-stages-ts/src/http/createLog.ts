import { pino, type DestinationStream, type Logger } from 'pino';
import { clippedValue } from 'stage-contract';

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

/** Longest line, in UTF-16 units. At three bytes each, it stays below the 64 KB that log collectors accept. */
const LONGEST_LINE = 20_000;

/** A line with its texts and lists cut, if it is too long; JSON like any other. */
const boundedLine = (line: string): string =>
  line.length <= LONGEST_LINE ? line : `${JSON.stringify(clippedValue(JSON.parse(line), 1_000))}\n`;

/** JSON lines on standard output, with secrets removed. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'lambda-stages' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: boundedLine },
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '(redacted)' },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
