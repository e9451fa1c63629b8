import { rmSync } from 'node:fs';
import { releaseBuilds } from './builds';
import { makeBuilds } from './makeBuilds';

/**
 * `npm run build`: builds the plugin and the sidecar side by side, whether or not they are up to date. The sandbox then
 * knows that they are, so that neither `npm start` nor its tests build them once more.
 */
async function buildRelease(): Promise<void> {
  const builds = releaseBuilds();
  for (const { stampFile } of builds) rmSync(stampFile, { force: true });
  await makeBuilds(
    builds,
    (line) => {
      console.log(line);
    },
    new AbortController().signal,
  );
}

buildRelease().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
