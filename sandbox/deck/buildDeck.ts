import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import webpack from 'webpack';

import { webpackOptions } from './webpackOptions';

/** Builds the page with the real Deck into `outputDir`; throws with webpack's messages when it cannot. */
export async function buildDeck(outputDir: string): Promise<void> {
  await rm(outputDir, { recursive: true, force: true });
  await mkdir(outputDir, { recursive: true });
  await bundle(outputDir);
  for (const file of ['index.html', 'version.json']) {
    await copyFile(join(__dirname, file), join(outputDir, file));
  }
}

function bundle(outputDir: string): Promise<void> {
  const compiler = webpack(webpackOptions(__dirname, outputDir));
  return new Promise((done, reject) => {
    compiler.run((error, stats) => {
      const problems = error ?? (stats?.hasErrors() ? new Error(stats.toString({ preset: 'errors-only' })) : undefined);
      compiler.close((closing) => {
        const failure = problems ?? closing;
        return failure ? reject(failure) : done();
      });
    });
  });
}

const outputArgument = process.argv[2];
if (outputArgument === undefined) {
  throw new Error('Say where to build the Deck page: buildDeck.ts <folder>.');
}
buildDeck(resolve(outputArgument)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
