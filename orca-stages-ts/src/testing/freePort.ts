import { createServer } from 'node:net';

/**
 * Where ports are taken from: below those that Linux gives to outgoing connections and to listeners that ask for any port (32768 and up).
 * So nobody is given such a port while its owner is away, as after a kill and before the restart.
 */
const FIRST_PORT = 16_000;
const PORTS_PER_WORKER = 1_000;
const WORKERS = 16;

/** What this test file has been given: its owner may be away just now. */
const given = new Set<number>();

/**
 * A port for code that must know its own address before it listens. It stays its owner's over restarts: no other test gets it, and each of
 * Jest's workers has ports of its own.
 */
export async function freePort(): Promise<number> {
  const worker = Number(process.env['JEST_WORKER_ID'] ?? 0) % WORKERS;
  for (let tried = 0; tried < PORTS_PER_WORKER; tried += 1) {
    const port = FIRST_PORT + worker * PORTS_PER_WORKER + Math.floor(Math.random() * PORTS_PER_WORKER);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error('No free port was found.');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listens = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  if (listens) await new Promise((resolve) => server.close(resolve));
  return listens;
}

/** Environment variables that name the ports of a sandbox, each with a port of `freePort`. */
export async function sandboxPorts(): Promise<Record<'SANDBOX_PORT' | 'LAMBDA_PORT' | 'SIDECAR_PORT', string>> {
  const take = async (): Promise<string> => String(await freePort());
  return { SANDBOX_PORT: await take(), LAMBDA_PORT: await take(), SIDECAR_PORT: await take() };
}
