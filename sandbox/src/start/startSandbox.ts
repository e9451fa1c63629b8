import { writeFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';

import { BUILT, buildsFor } from './builds';
import { makeBuilds } from './makeBuilds';
import { claimPorts, type Ports, readPorts } from './ports';
import { repositoryDir } from './repository';
import { type RunningPart, startParts, stopParts } from './runningParts';
import { sidecarYaml } from './sidecarYaml';
import type { Part, StartArguments } from './startArguments';
import { openStateFolder, type StateFolder } from './stateFolder';
import { writeOrcaYaml } from './writeOrcaYaml';

/** How a sandbox is started. */
export type SandboxOptions = Pick<StartArguments, 'parts' | 'reset'> & {
  environment: Readonly<Record<string, string | undefined>>;
  /** Gets progress and what happens later, line by line. */
  say: (line: string) => void;
  /** Gives up a start that is under way. */
  signal: AbortSignal;
};

/** A sandbox that runs. */
export type Sandbox = {
  parts: ReadonlySet<Part>;
  ports: Ports;
  stateDir: string;
  /** For a real Orca that uses the sandbox's sidecar. */
  orcaYamlFile: string;
  /** Settles with a sentence when a part has ended for good without being told to. */
  broken: Promise<string>;
  /** Ends all parts and children; answers what could not be ended properly. */
  stop(): Promise<Error[]>;
};

/** Starts the wanted parts, building first what is missing or stale. Throws a StartError for what a person can put right. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { parts, environment, say, signal } = options;
  const ports = await claimPorts(readPorts(environment), parts);
  const state = openStateFolder(stateDir(environment), options.reset);
  let running: RunningPart[] = [];
  try {
    await makeBuilds(buildsFor(parts), say, signal);
    await configureSidecar(parts, ports, state);
    signal.throwIfAborted();
    let tellBroken: (reason: string) => void = () => undefined;
    const broken = new Promise<string>((done) => {
      tellBroken = done;
    });
    running = await startParts({ parts, ports, state, say, broken: tellBroken });
    return {
      parts,
      ports,
      stateDir: state.dir,
      orcaYamlFile: state.orcaYamlFile,
      broken,
      stop: async () => {
        const failures = await stopParts(running);
        state.release();
        return failures;
      },
    };
  } catch (error) {
    state.release();
    throw error;
  }
}

function stateDir(environment: Readonly<Record<string, string | undefined>>): string {
  const wanted = environment['SANDBOX_STATE']?.trim() || '.sandbox';
  return isAbsolute(wanted) ? wanted : resolve(repositoryDir, wanted);
}

async function configureSidecar(parts: ReadonlySet<Part>, ports: Ports, state: StateFolder): Promise<void> {
  if (!parts.has('sidecar') && !parts.has('orca')) {
    return;
  }
  writeFileSync(state.sidecarYamlFile, sidecarYaml(ports, state, parts.has('orca')), { mode: 0o600 });
  await writeOrcaYaml({
    bundleFile: BUILT.sidecarFile,
    configFile: state.sidecarYamlFile,
    orcaYamlFile: state.orcaYamlFile,
  });
}
