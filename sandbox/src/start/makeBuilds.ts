import { type Build, isFresh, runBuild } from './build';

/**
 * Brings all builds up to date at the same time, and reports which ones run and how long each took; silent if
 * everything is up to date.
 */
export async function makeBuilds(
  builds: readonly Build[],
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const make = async (build: Build): Promise<void> => {
    say(`  building the ${build.name} …`);
    const startedAt = Date.now();
    await runBuild(build, either);
    say(`  built the ${build.name} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  };
  // The first failure stops the other builds; nobody needs to see their errors.
  let failure: { reason: unknown } | undefined;
  await Promise.all(
    builds
      .filter((build) => !isFresh(build))
      .map((build) =>
        make(build).catch((reason: unknown) => {
          failure ??= { reason };
          failing.abort();
        }),
      ),
  );
  if (failure !== undefined) {
    throw failure.reason;
  }
}
