import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { TOKEN } from './sidecarSettings';

/** How long two requests took that were sent at the same moment, in ms. */
interface PollTimes {
  poll: number;
  /**
   * What the polled process's main thread has worked meanwhile, as CPU time: how long the poll had to wait for it on a
   * machine that has nothing else to do. Null where the system doesn't tell.
   */
  work: number | null;
  /** The same for a process that does nothing but answer: this is how long the machine makes any process wait. */
  bare: number;
}

/** Polls from a process of its own, because the tests' process is busy with AWS. */
export interface PollComparison {
  /** Stops polling; returns all times. */
  end(): Promise<PollTimes[]>;
}

/**
 * Polls a URL all the time, each time together with a bare server, until it is ended. What a poll takes longer than the
 * bare server is the polled process's own doing.
 */
export async function comparePolls(url: string, pid: number): Promise<PollComparison> {
  const bare = start('bareServer.cjs', []);
  const port = String((await once(bare.child.stdout ?? bare.child, 'data'))[0]).trim();
  const poller = start('poller.cjs', [url, `http://127.0.0.1:${port}`, TOKEN, String(pid)]);
  return {
    async end() {
      const text = poller.text();
      for (const { child } of [poller, bare]) child.kill('SIGKILL');
      await Promise.all([poller.ended, bare.ended]);
      return text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as PollTimes);
    },
  };
}

function start(script: string, args: string[]): { child: ChildProcess; ended: Promise<unknown>; text(): string } {
  const child = spawn(process.execPath, [join(__dirname, script), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let written = '';
  child.stdout.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  return { child, ended: once(child, 'close'), text: () => written };
}
