import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from 'strict-lambda/src/testing/eventually';
import { logOutput, wholeLines } from './logOutput';

/** A disk that takes as many bytes as it has room for, and throws when it has none. */
function disk(room: number) {
  const content: Buffer[] = [];
  const write = (bytes: Uint8Array): number => {
    if (room === 0) throw new Error('ENOSPC');
    const taken = Buffer.from(bytes.subarray(0, room));
    room -= taken.length;
    content.push(taken);
    return taken.length;
  };
  return {
    write,
    free: (more: number): void => {
      room += more;
    },
    lines: (): string[] => Buffer.concat(content).toString().split('\n').filter(Boolean),
  };
}

describe('log lines', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are written to a file at once', () => {
    const descriptor = openSync(join(folder, 'log'), 'w');

    logOutput(descriptor).write('{"a":1}\n');

    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('{"a":1}\n');
    closeSync(descriptor);
  });

  it('are dropped and counted while a disk is full', () => {
    const descriptor = openSync('/dev/full', 'w');
    const output = logOutput(descriptor);

    output.write('{"a":1}\n');
    output.write('{"a":2}\n');

    expect(output.lost()).toBe(2);
    closeSync(descriptor);
  });

  it('stay whole if the disk takes only the beginning of one, and say how many were lost', () => {
    const full = disk(12),
      output = wholeLines(full.write);

    for (const a of [1, 2, 3, 4]) output.write(`{"a":${a}}\n`);
    full.free(1_000);
    for (const a of [5, 6]) output.write(`{"a":${a}}\n`);

    expect(full.lines().map((line): unknown => JSON.parse(line))).toEqual([
      { a: 1 },
      { a: 2 },
      expect.objectContaining({ level: 'warn', lines: 2, msg: expect.stringContaining('log lines were lost') }),
      { a: 5 },
      { a: 6 },
    ]);
    expect(output.lost()).toBe(2);
  });

  it('are dropped while nobody reads a pipe, and written again when somebody does', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK),
      output = logOutput(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    const line = `{"text":"${'x'.repeat(1_000)}"}\n`;
    let read = '';
    const readAll = (): void => {
      const bytes = Buffer.alloc(65_536);
      for (;;) {
        try {
          read += bytes.toString('utf8', 0, readSync(reader, bytes));
        } catch {
          return;
        }
      }
    };

    for (let count = 0; count < 1_000; count++) output.write(line);
    const lost = output.lost();
    await eventually('a written line', () => {
      readAll();
      output.write('{"after":true}\n');
      return read.includes('"after"');
    });
    await output.close();
    closeSync(reader);

    expect(lost).toBeGreaterThan(500);
    expect(read).toContain('log lines were lost');
  });

  it('of a pipe whose reader is gone are dropped', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK),
      output = logOutput(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    closeSync(reader);

    await eventually('a lost line', () => {
      output.write('{"a":1}\n');
      return output.lost() > 0;
    });
    await output.close();

    expect(output.lost()).toBeGreaterThan(0);
  });
});
