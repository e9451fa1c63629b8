import { Writable } from 'node:stream';
import { createLog } from './createLog';

/** The lines that a log has written. */
function writtenBy(write: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  write(createLog('info', destination));
  return lines;
}

describe('the log', () => {
  it.each([
    ['a long text', { reason: '\u4e16'.repeat(900_000) }],
    ['a long list', { names: Array(50_000).fill('\u0001'.repeat(20)) }],
    ['a long text inside', { error: { stack: '"'.repeat(900_000) } }],
  ])('cuts a line that log collectors would not accept: %s', (_, fields) => {
    const [line = ''] = writtenBy((log) => log.error({ ...fields, operation: 'O1' }, 'request failed'));

    expect(Buffer.byteLength(line)).toBeLessThan(65_536);
    expect(line.endsWith('}\n')).toBe(true);
    expect(JSON.parse(line)).toMatchObject({ level: 'error', operation: 'O1', msg: 'request failed' });
  });

  it('leaves other lines as they are', () => {
    const reason = 'x'.repeat(10_000);

    const [line = ''] = writtenBy((log) => log.info({ reason }, 'lost'));

    expect(JSON.parse(line)).toMatchObject({ reason });
  });
});
