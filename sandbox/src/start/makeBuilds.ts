import { type Build, isFresh, runBuild } from './build';

/** Brings all builds up to date at the same time, telling which are made and how long each took; says nothing when all are fresh. */
export async function makeBuilds(builds: readonly Build[], say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const stale = builds.filter((build) => !isFresh(build));
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const results = await Promise.allSettled(
    stale.map(async (build) => {
      say(`  building the ${build.name} …`);
      const startedAt = Date.now();
      try {
        await runBuild(build, either);
      } catch (error) {
        failing.abort();
        throw error;
      }
      say(`  built the ${build.name} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
    }),
  );
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  if (reasons.length > 0) {
    // One failure aborts the other builds: theirs are not the news.
    throw reasons.find((reason) => !(reason instanceof Error && reason.name === 'AbortError')) ?? reasons[0];
  }
}
