import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startSidecarProcess,
  type SidecarProcess,
  type SidecarProcessOptions,
} from '../process/support/sidecarProcess';
import { clockFrom, useJournals, type SkippingClock } from './presentEngine';
import { beginWork, endsOf, functionsSeen, LONG_MS, passCalls, prepareFunctions, timerEnds } from './sharedWork';
import { passHolds } from './passTime';
import { startOldSidecar } from './startOldSidecar';
import { releaseVersions } from './storedJournal';
import { putBuilds, startWorld, type StrictLambda } from './storedWorld';
import { ALL_SUCCEEDED, AS_WANTED } from './wantedEnd';

const journals = useJournals('PostgreSQL');
let folder: string, lambda: StrictLambda, clock: SkippingClock, url: string;
let replicas: SidecarProcess[];

/** For starting processes on a busy machine. */
const LIMIT_MS = 120_000;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mixed-replicas-'));
  clock = clockFrom(Date.now());
  lambda = await startWorld(folder, clock);
  await putBuilds(lambda);
  url = (await journals.empty()) ?? '';
  replicas = [];
});
afterEach(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await lambda.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts both; the first one named comes first. */
async function startBoth(version: string, first: 'old' | 'new'): Promise<[SidecarProcess, SidecarProcess]> {
  const environment = { DATABASE_URL: url, SEALING_KEY: 'ab'.repeat(32) };
  const options: SidecarProcessOptions = {
    sharedLambda: lambda,
    configuration: { sealingKeys: [{ keyEnv: 'SEALING_KEY' }] },
    environment,
  };
  const start = async (which: 'old' | 'new'): Promise<SidecarProcess> => {
    const replica = await (which === 'old' ? startOldSidecar(version, options) : startSidecarProcess(options));
    replicas.push(replica);
    return replica;
  };
  return Promise.all([start(first), start(first === 'old' ? 'new' : 'old')]);
}

const CASES = releaseVersions().flatMap((version) => [
  { version, killed: 'old', other: 'new' } as const,
  { version, killed: 'new', other: 'old' } as const,
]);

describe.each(CASES)('the $killed one of two replicas, of $version and of the current code', ({ version, killed }) => {
  it(
    'is killed in the middle of everything, and the other one finishes all of it',
    async () => {
      const [first, second] = await startBoth(version, killed);
      await prepareFunctions(second);
      // So that the one that dies starts everything.
      second.pause('SIGSTOP');
      const begun = await beginWork(first, lambda);
      second.pause('SIGCONT');

      await first.signal('SIGKILL');
      await passCalls(lambda, clock);
      await passHolds(url, LONG_MS);
      const ends = await endsOf(second, begun);
      const timer = await timerEnds(second, begun, url);

      expect(ends).toEqual(ALL_SUCCEEDED);
      expect(timer).toBe('reverted');
      expect(await functionsSeen(lambda)).toEqual(AS_WANTED);
    },
    LIMIT_MS,
  );
});
