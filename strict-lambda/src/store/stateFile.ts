import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { emptyState, type EmulatorState } from './emulatorState';
import { copyOfJson } from './named';
import { upgradeState } from './olderState';

/** How long to wait for further changes before writing the state, so that a burst of requests costs one write. */
const writeDelayMs = 50;

/**
 * Stores the state in one JSON file. It is written next to it and then renamed, so that a crash never leaves half a
 * file.
 */
export type StateFile = {
  state: EmulatorState;
  /** Reports that the state has changed. */ changed(): void;
  /** Writes what is not yet written. */ flush(): void;
};

/** Opens the state at `path`, or keeps it in memory if there is no path. Throws if the file is not ours. */
export function openStateFile(path: string | undefined): StateFile {
  const state = path !== undefined && existsSync(path) ? readState(path) : emptyState();
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    timer = undefined;
    if (path === undefined) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  return {
    state,
    changed: () => {
      if (path !== undefined) timer ??= setTimeout(write, writeDelayMs);
    },
    flush: () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      write();
    },
  };
}

function readState(path: string): EmulatorState {
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const isOurs =
    typeof parsed === 'object' && parsed !== null && 'formatVersion' in parsed && parsed.formatVersion === 1;
  if (!isOurs)
    throw new Error(`${path} is not a state file of this strict Lambda; start with another folder or remove it.`);
  return upgradeState(copyOfJson(parsed as EmulatorState));
}
