import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { invalidParameter } from '../errors';
import { launch, type HandlerProcess } from './handlerLauncher';

/** Where a handler runs: in a folder with its code, with exactly these variables. */
type HandlerPlace = { folder: string; environment: Record<string, string>; memoryMegabytes: number };

/**
 * Starts the process of one handler, in a process group of its own, so that whatever it starts ends with it. It has an
 * IPC channel, and speaks the messages of `ExecutionEnvironment`.
 */
export type LaunchHandler = (place: HandlerPlace) => HandlerProcess;

const longestLookMs = 10_000;

/** Whether handlers of this runtime run here, provided that their program is on this machine. */
export const isRunnable = (runtime: string): boolean => runtime.startsWith('nodejs') || runtime.startsWith('python3.');

/** How to start handlers of a runtime. Throws if its program is not on this machine. */
export async function launcherOf(runtime: string): Promise<LaunchHandler> {
  if (!runtime.startsWith('python')) return launchNode;
  const program = await findPython(runtime);
  return (place) => launchPython(program, place);
}

function launchNode({ folder, environment, memoryMegabytes }: HandlerPlace): HandlerProcess {
  return launch({
    program: [process.execPath, `--max-old-space-size=${memoryMegabytes}`, join(__dirname, 'handlerProcess.cjs')],
    options: { cwd: folder, env: environment },
  });
}

function launchPython(program: string, { folder, environment }: HandlerPlace): HandlerProcess {
  return launch({
    // Nothing is compiled into the function's folder, which AWS does not let a handler write to, and text is UTF-8.
    program: [program, '-B', '-X', 'utf8', join(__dirname, 'handlerProcess.py')],
    options: { cwd: folder, env: environment },
  });
}

/** The interpreter itself: what is called python3 may be a script that needs more of the environment than a handler has. */
async function findPython(runtime: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('python3', ['-c', 'import sys; print(sys.executable)'], {
      env: process.env,
      timeout: longestLookMs,
    });
    if (stdout.trim() !== '') return stdout.trim();
  } catch {
    // Reported below.
  }
  throw invalidParameter(
    `Invoking runtime ${runtime} needs python3, which this emulator cannot find or start. Install it, or add it to the PATH of the emulator.`,
  );
}
