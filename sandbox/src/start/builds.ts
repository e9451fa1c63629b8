import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { Build } from './build';
import { inputHash } from './inputHash';
import { inRepository, repositoryDir } from './repository';
import type { Part } from './startArguments';

/** Where the builds put what the parts serve and run. */
export const BUILT = {
  deckDir: inRepository('sandbox', 'build', 'deck'),
  trafficDir: inRepository('sandbox', 'build', 'traffic'),
  pluginFile: inRepository('deck-plugin', 'dist', 'index.js'),
  sidecarFile: inRepository('orca-stages-ts', 'dist', 'lambda-stages.cjs'),
} as const;

/** The builds that the wanted parts need, slowest first, because they run at the same time. */
export function buildsFor(parts: ReadonlySet<Part>): Build[] {
  const lock = readFileSync(inRepository('package-lock.json'), 'utf8');
  const wanted: Build[] = [];
  if (parts.has('deck')) {
    wanted.push(deckBuild(lock), pluginBuild(lock), trafficBuild(lock));
  }
  if (parts.has('sidecar') || parts.has('orca')) {
    wanted.push(sidecarBuild(lock));
  }
  return wanted;
}

/** What a release consists of. */
export function releaseBuilds(): Build[] {
  const lock = readFileSync(inRepository('package-lock.json'), 'utf8');
  return [pluginBuild(lock), sidecarBuild(lock)];
}

function deckBuild(lock: string): Build {
  return {
    ...described(
      'Deck page',
      ['sandbox/deck', 'sandbox/tsconfig.json', 'tsconfig.base.json'],
      [lockedVersions(lock, ['@spinnaker/core', 'webpack'])],
    ),
    outputs: [`${BUILT.deckDir}/index.html`, `${BUILT.deckDir}/deck.js`],
    command: process.execPath,
    arguments: [require.resolve('tsx/cli'), inRepository('sandbox', 'deck', 'buildDeck.ts'), BUILT.deckDir],
  };
}

function trafficBuild(lock: string): Build {
  return {
    ...described('live traffic page', ['sandbox/src/traffic/page'], [lockedVersions(lock, ['esbuild'])]),
    outputs: [`${BUILT.trafficDir}/panel.js`, `${BUILT.trafficDir}/panel.css`],
    command: process.execPath,
    arguments: [
      require.resolve('tsx/cli'),
      inRepository('sandbox', 'src', 'traffic', 'buildPage.ts'),
      BUILT.trafficDir,
    ],
  };
}

function pluginBuild(lock: string): Build {
  return {
    ...described('Deck plugin', ['deck-plugin', 'stage-contract', 'tsconfig.base.json'], [digest(lock)]),
    outputs: [BUILT.pluginFile],
    ...npmBuild('deck-plugin'),
  };
}

function sidecarBuild(lock: string): Build {
  return {
    ...described('sidecar', ['orca-stages-ts', 'stage-contract', 'tsconfig.base.json'], [digest(lock)]),
    outputs: [BUILT.sidecarFile],
    ...npmBuild('orca-stages-ts'),
  };
}

function described(
  name: string,
  inputs: readonly string[],
  texts: readonly string[],
): Pick<Build, 'name' | 'inputHash' | 'stampFile' | 'workingDir'> {
  return {
    name,
    inputHash: inputHash(repositoryDir, inputs, texts),
    stampFile: inRepository('sandbox', 'build', 'stamps', name.replaceAll(' ', '-')),
    workingDir: repositoryDir,
  };
}

function npmBuild(workspace: string): Pick<Build, 'command' | 'arguments'> {
  const script = ['run', '--silent', 'build', '-w', workspace];
  const npm = process.env['npm_execpath'];
  return npm?.endsWith('.js')
    ? { command: process.execPath, arguments: [npm, ...script] }
    : { command: 'npm', arguments: script };
}

/**
 * Version and checksum of some packages in the lock file: a page with Deck doesn't need a rebuild when another
 * dependency changes.
 */
function lockedVersions(lock: string, packages: readonly string[]): string {
  const parsed: unknown = JSON.parse(lock);
  const entries = isRecord(parsed) ? parsed['packages'] : undefined;
  return JSON.stringify(packages.map((name) => (isRecord(entries) ? entries[`node_modules/${name}`] : undefined)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
