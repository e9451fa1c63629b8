import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from 'strict-lambda/src/testing/eventually';
import { startSidecarProcess, type SidecarProcess } from '../process/support/sidecarProcess';
import { clockFrom, JOURNAL_KINDS, useJournals, type SkippingClock } from './presentEngine';
import {
  beginWatches,
  beginWork,
  endsOf,
  functionsSeen,
  LONG_MS,
  passCalls,
  prepareFunctions,
  timerEnds,
} from './sharedWork';
import { passHolds, passTimers } from './passTime';
import { startOldSidecar } from './startOldSidecar';
import { releaseVersions } from './storedJournal';
import { putBuilds, startWorld, type StrictLambda } from './storedWorld';
import { ALL_SUCCEEDED, AS_WANTED } from './wantedEnd';

let folder: string, lambda: StrictLambda, clock: SkippingClock, sidecars: SidecarProcess[];

/** For starting processes on a busy machine. */
const LIMIT_MS = 120_000;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rolled-back-'));
  clock = clockFrom(Date.now());
  lambda = await startWorld(join(folder, 'lambda'), clock);
  await putBuilds(lambda);
  sidecars = [];
});
afterEach(async () => {
  await Promise.all(sidecars.map((sidecar) => sidecar.close()));
  await lambda.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A release that can be rolled back to: the one before the current code. */
const BEFORE = releaseVersions().slice(-1);

describe.each(JOURNAL_KINDS)('on %s', (kind) => {
  const journals = useJournals(kind);

  it.each(BEFORE)(
    'release %s finishes what the current code has started, on the same journal',
    async (version) => {
      const url = await journals.empty(),
        file = join(folder, 'journal.sqlite');
      const environment = { SEALING_KEY: 'ab'.repeat(32), ...(url === undefined ? {} : { DATABASE_URL: url }) };
      const options = {
        sharedLambda: lambda,
        configuration: { journal: { file }, sealingKeys: [{ keyEnv: 'SEALING_KEY' }] },
        environment,
      };
      const present = await startSidecarProcess(options);
      sidecars.push(present);
      await prepareFunctions(present);
      const begun = await beginWork(present, lambda);

      const stopped = present.signal('SIGTERM');
      await eventually('the stop in the log', () => present.log().includes('stopping; draining'));
      await passCalls(lambda, clock);
      await stopped;
      await passHolds(url ?? file, LONG_MS);
      const old = await startOldSidecar(version, options);
      sidecars.push(old);
      const ends = await endsOf(old, begun);
      const timer = await timerEnds(old, begun, url ?? file);

      expect(ends).toEqual(ALL_SUCCEEDED);
      expect(timer).toBe('reverted');
      expect(await functionsSeen(lambda)).toEqual(AS_WANTED);
    },
    LIMIT_MS,
  );

  it.each(BEFORE)(
    'release %s, which cannot watch, leaves a watched split where it is, and runs the timer of another one',
    async (version) => {
      const url = await journals.empty(),
        file = join(folder, 'journal.sqlite');
      const options = {
        sharedLambda: lambda,
        configuration: { journal: { file }, sealingKeys: [{ keyEnv: 'SEALING_KEY' }] },
        environment: { SEALING_KEY: 'ab'.repeat(32), ...(url === undefined ? {} : { DATABASE_URL: url }) },
      };
      const present = await startSidecarProcess(options);
      sidecars.push(present);
      await prepareFunctions(present);
      const { timed, watched } = await beginWatches(present);

      await present.signal('SIGTERM');
      const old = await startOldSidecar(version, options);
      sidecars.push(old);
      await passTimers(url ?? file, LONG_MS * 60);
      await old.until(timed, ({ revertTimer }) => revertTimer?.state !== 'pending', 'the timer');
      await eventually('the end of the watch', () => old.log().includes(`${watched}-timer`));

      const seen = await functionsSeen(lambda);
      // It says of a follow-up what has become of its first step, so not how the timer has ended.
      expect(seen['split']?.aliases).toEqual({ live: { 1: 100 } });
      expect(seen['promoted']?.aliases).toEqual({ live: { 1: 90, 2: 10 } });
    },
    LIMIT_MS,
  );
});
