import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { StartError } from './startError';

/** Something that must be built before the parts can start. */
export type Build = {
  /** Its name in the progress lines. */
  name: string;
  /** Fingerprint of all its inputs. */
  inputHash: string;
  /** Where the fingerprint of the last successful build is stored. */
  stampFile: string;
  /** What it builds; the build is only skipped if all of it exists. */
  outputs: readonly string[];
  command: string;
  arguments: readonly string[];
  workingDir: string;
};

/** True if the outputs exist and were built from exactly these inputs. */
export function isFresh(build: Build): boolean {
  return (
    build.outputs.every((output) => existsSync(output)) &&
    existsSync(build.stampFile) &&
    readFileSync(build.stampFile, 'utf8') === build.inputHash
  );
}

/**
 * Runs a build in its own process; throws a StartError with the end of its output if it fails or an output is missing.
 */
export async function runBuild(build: Build, signal: AbortSignal): Promise<void> {
  rmSync(build.stampFile, { force: true });
  const { exitCode, output } = await run(build, signal);
  signal.throwIfAborted();
  const missing = build.outputs.filter((path) => !existsSync(path));
  if (exitCode !== 0 || missing.length > 0) {
    const reason = exitCode !== 0 ? `exit code ${exitCode}` : `it did not create ${missing.join(', ')}`;
    throw new StartError(
      `Building the ${build.name} failed (${reason}): ${[build.command, ...build.arguments].join(' ')}\n${lastLines(output, 40)}`,
    );
  }
  mkdirSync(dirname(build.stampFile), { recursive: true });
  writeFileSync(build.stampFile, build.inputHash);
}

function run(build: Build, signal: AbortSignal): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(build.command, build.arguments, {
      cwd: build.workingDir,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) =>
      reject(signal.aborted ? error : new StartError(`Building the ${build.name} could not start: ${error.message}`)),
    );
    child.once('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, output }));
  });
}

/** The last lines of some output: that is where a failing program says why. */
export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
