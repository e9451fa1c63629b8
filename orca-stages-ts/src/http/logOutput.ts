import { fstatSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Where log lines go. Writing never throws and never waits: a log must not stop the stages. */
export interface LogOutput {
  write(line: string): void;
  /** Number of lines that could not be written. */
  lost(): number;
  /** Gives lines that are waiting a moment to be written, and then drops them, so that the process can end. */
  close(): Promise<void>;
}

/** How much may wait for whoever reads a pipe, in UTF-16 units; about a thousand lines. */
const MOST_WAITING = 262_144;
const CLOSES_WITHIN_MS = 1_000;

/**
 * A file descriptor for log lines. Not pino's own destination: it ends the process if the disk is full, and blocks it
 * if nobody reads the pipe. Lines that can't be written are dropped and counted, and the first line that can be written
 * again comes after a line that says how many.
 */
export function logOutput(descriptor: number): LogOutput {
  const kind = fstatSync(descriptor);
  return kind.isFIFO() || kind.isSocket() ? pipeOutput(descriptor) : fileOutput(descriptor);
}

/** Counts lost lines, and says so once lines can be written again. `write` returns whether it could. */
function counting(write: (text: string) => boolean): Pick<LogOutput, 'write' | 'lost'> {
  let lost = 0,
    untold = 0;
  return {
    lost: () => lost,
    write(line) {
      if (untold > 0 && write(lostLine(untold))) untold = 0;
      if (untold === 0 && write(line)) return;
      lost += 1;
      untold += 1;
    },
  };
}

const lostLine = (lines: number): string =>
  `${JSON.stringify({ level: 'warn', service: 'lambda-stages', lines, msg: 'log lines were lost: they could not be written' })}\n`;

/** A file or a terminal: it takes a line at once, or fails. */
const fileOutput = (descriptor: number): LogOutput => ({
  ...wholeLines((bytes) => writeSync(descriptor, bytes)),
  close: async () => undefined,
});

/**
 * Lines for something that may take only a part of them, or throw, as a full disk does. `write` returns how many bytes
 * it has taken.
 */
export function wholeLines(write: (bytes: Uint8Array) => number): Pick<LogOutput, 'write' | 'lost'> {
  /** The rest of a line whose beginning has been written. It comes before the next line, so that lines stay whole. */
  let rest: Uint8Array = Buffer.alloc(0);
  const unwritten = (bytes: Uint8Array): Uint8Array => {
    let left = bytes;
    try {
      while (left.length > 0) left = left.subarray(write(left));
    } catch {
      // What is left may be written later.
    }
    return left;
  };
  return counting((text) => {
    rest = unwritten(rest);
    if (rest.length > 0) return false;
    const line = Buffer.from(text),
      left = unwritten(line);
    if (left.length === line.length) return false;
    rest = left;
    return true;
  });
}

/** A pipe or a socket: it takes lines when whoever reads it gets to them. */
function pipeOutput(descriptor: number): LogOutput {
  const socket = new Socket({ fd: descriptor, readable: false, writable: true });
  // Whoever read the pipe is gone; from now on, nothing can be written.
  socket.on('error', () => undefined);
  const output = counting((text) => {
    if (socket.destroyed || socket.writableLength > MOST_WAITING) return false;
    socket.write(text);
    return true;
  });
  return {
    ...output,
    async close() {
      const flushed = new Promise<void>((resolve) => {
        if (socket.destroyed) resolve();
        socket.end(resolve);
        socket.once('close', () => resolve());
      });
      await Promise.race([flushed, pause(CLOSES_WITHIN_MS, undefined, { ref: false })]);
      socket.destroy();
    },
  };
}
