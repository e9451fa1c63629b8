import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { StartError } from './startError';

/** What earlier starts have added, so that a later one neither repeats nor overwrites it. */
export type Seeded = {
  applications: string[];
  /** Names of sample pipelines that were saved in Gate once: edited or deleted since, they belong to the user. */
  pipelines: string[];
  /** Bucket keys of the sample's code, with the checksum of each. */
  objects: Record<string, string>;
};

/** Everything in a sandbox that survives a restart. */
export type StateFolder = {
  dir: string;
  /** Handlers' zips, functions, buckets. */
  lambdaDir: string;
  /** Pipelines, applications, executions. */
  spinnakerDir: string;
  journalFile: string;
  sidecarYamlFile: string;
  sidecarLogFile: string;
  orcaYamlFile: string;
  /** The token with which Orca authenticates to the sidecar; created once, and only readable by this user. */
  token: string;
  tokenFile: string;
  readSeeded(): Seeded;
  writeSeeded(seeded: Seeded): void;
  /** Lets another sandbox use the folder. */
  release(): void;
};

const MARKER = 'sandbox.json';

/**
 * Opens the folder for this process alone, and creates it or (with `reset`) empties it. Throws a StartError if another
 * sandbox uses it, or if it contains something that no sandbox wrote: emptying it would destroy that.
 */
export function openStateFolder(dir: string, reset: boolean): StateFolder {
  refuseForeignFolder(dir);
  const pidFile = join(dir, 'pid');
  refuseSecondUser(dir, pidFile);
  if (reset) {
    rmSync(dir, { recursive: true, force: true });
  }
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileSync(pidFile, String(process.pid));
  const markerFile = join(dir, MARKER);
  if (!existsSync(markerFile)) {
    writeSeeded(markerFile, { applications: [], pipelines: [], objects: {} });
  }
  const tokenFile = join(dir, 'sidecar-token');
  return {
    dir,
    lambdaDir: join(dir, 'lambda'),
    spinnakerDir: join(dir, 'spinnaker'),
    journalFile: join(dir, 'journal.sqlite'),
    sidecarYamlFile: join(dir, 'sidecar.yaml'),
    sidecarLogFile: join(dir, 'sidecar.log'),
    orcaYamlFile: join(dir, 'orca-local.yml'),
    token: readOrMakeToken(tokenFile),
    tokenFile,
    readSeeded: () => readSeeded(markerFile),
    writeSeeded: (seeded) => writeSeeded(markerFile, seeded),
    release: () => rmSync(pidFile, { force: true }),
  };
}

/** Writes a file that contains a secret. Only this user can read it, even if the file was readable before. */
export function writeSecretFile(file: string, content: string): void {
  rmSync(file, { force: true });
  writeFileSync(file, content, { mode: 0o600 });
}

function refuseForeignFolder(dir: string): void {
  if (existsSync(dir) && readdirSync(dir).length > 0 && !existsSync(join(dir, MARKER))) {
    throw new StartError(
      `${dir} contains files that no sandbox wrote, so it is not touched. Set SANDBOX_STATE to a new or empty folder.`,
    );
  }
}

function refuseSecondUser(dir: string, pidFile: string): void {
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : Number.NaN;
  if (Number.isInteger(pid) && pid > 0 && pid !== process.pid && isAlive(pid)) {
    throw new StartError(
      `${dir} is used by process ${pid}. Stop that sandbox, or set SANDBOX_STATE to another folder; if process ${pid} is something else, delete ${pidFile}.`,
    );
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function readOrMakeToken(tokenFile: string): string {
  if (!existsSync(tokenFile)) {
    writeSecretFile(tokenFile, randomBytes(32).toString('hex'));
  }
  return readFileSync(tokenFile, 'utf8').trim();
}

function readSeeded(markerFile: string): Seeded {
  const parsed: Partial<Seeded> = JSON.parse(readFileSync(markerFile, 'utf8'));
  return { applications: parsed.applications ?? [], pipelines: parsed.pipelines ?? [], objects: parsed.objects ?? {} };
}

function writeSeeded(markerFile: string, seeded: Seeded): void {
  writeFileSync(markerFile, `${JSON.stringify(seeded, null, 2)}\n`);
}
