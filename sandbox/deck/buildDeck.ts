import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import webpack from 'webpack';

import { webpackOptions } from './webpackOptions';

/**
 * Served next to the bundle. Deck asks its own site for plugins before it asks Gate, and loads no plugins at all if
 * that file is missing.
 */
const PAGE_FILES = ['index.html', 'version.json', 'plugin-manifest.json'] as const;

/**
 * Builds the page with the real Deck into `outputDir`; throws webpack's messages if that fails. The folder is replaced
 * at the very end, so that a running sandbox never serves half a page.
 */
async function buildDeck(outputDir: string): Promise<void> {
  const freshDir = `${outputDir}.${process.pid}`;
  await mkdir(freshDir, { recursive: true });
  try {
    await bundle(freshDir);
    for (const file of PAGE_FILES) {
      await copyFile(join(__dirname, file), join(freshDir, file));
    }
    await rm(outputDir, { recursive: true, force: true });
    await rename(freshDir, outputDir);
  } finally {
    await rm(freshDir, { recursive: true, force: true });
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

const outputDir = process.argv[2];
if (outputDir === undefined) {
  throw new Error('Usage: buildDeck.ts <folder>');
}
buildDeck(resolve(outputDir)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
