import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { StartError } from './startError';

/** Something made from sources before the parts can start. */
export type Build = {
  /** As the progress lines call it. */
  name: string;
  /** Fingerprint of all that it is made from. */
  inputHash: string;
  /** Where the fingerprint of the last success is kept. */
  stampFile: string;
  /** What it makes; all of it must be there for the build to be skipped. */
  outputs: readonly string[];
  command: string;
  arguments: readonly string[];
  workingDir: string;
};

/** True when the outputs are there and were made from these very inputs. */
export function isFresh(build: Build): boolean {
  return (
    build.outputs.every((output) => existsSync(output)) &&
    existsSync(build.stampFile) &&
    readFileSync(build.stampFile, 'utf8') === build.inputHash
  );
}

/** Runs a build in a process of its own; throws a StartError with the end of its output when it fails or leaves something out. */
export async function runBuild(build: Build, signal: AbortSignal): Promise<void> {
  rmSync(build.stampFile, { force: true });
  const { exitCode, output } = await run(build, signal);
  signal.throwIfAborted();
  const missing = build.outputs.filter((path) => !existsSync(path));
  if (exitCode !== 0 || missing.length > 0) {
    const reason = exitCode !== 0 ? `exit code ${exitCode}` : `it did not make ${missing.join(', ')}`;
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
      reject(signal.aborted ? error : new StartError(`Building the ${build.name} could not begin: ${error.message}`)),
    );
    child.once('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, output }));
  });
}

/** The last lines of a text: where a failing program says why. */
export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
