import { writeFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';

import type { SandboxClock } from '../demo/fastClock';
import { BUILT, buildsFor } from './builds';
import { readCloudwatchDelaySeconds } from './cloudwatchDelay';
import { makeBuilds } from './makeBuilds';
import { claimPorts, type Ports, readPorts } from './ports';
import { readRegions } from './regions';
import { repositoryDir } from './repository';
import { readResourcesFile } from './resources';
import { type PartsContext, type RunningPart, startParts, stopParts } from './runningParts';
import { sidecarYaml } from './sidecarYaml';
import type { Part, StartArguments } from './startArguments';
import { openStateFolder } from './stateFolder';
import { writeOrcaYaml } from './writeOrcaYaml';

/** Options for starting a sandbox. */
export type SandboxOptions = Pick<StartArguments, 'parts' | 'reset'> & {
  environment: Readonly<Record<string, string | undefined>>;
  /** Receives progress and later events, line by line. */
  say: (line: string) => void;
  /** Aborts a start that is in progress. */
  signal: AbortSignal;
  /** Another time than the machine's, for all parts. */
  clock?: SandboxClock;
};

/** A running sandbox. */
export type Sandbox = {
  parts: ReadonlySet<Part>;
  ports: Ports;
  stateDir: string;
  /** For a real Orca that uses the sandbox's sidecar. */
  orcaYamlFile: string;
  /** Resolves with a sentence when a part has ended for good although nobody stopped it. */
  broken: Promise<string>;
  /** Stops all parts and children; returns what could not be stopped properly. */
  stop(): Promise<Error[]>;
};

/**
 * Starts the wanted parts, after building what is missing or out of date. Throws a StartError for anything that a
 * person can fix.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { parts, environment, say, signal } = options;
  const regions = readRegions(environment);
  const resources = await readResourcesFile(environment);
  const cloudwatchDelaySeconds = readCloudwatchDelaySeconds(environment);
  const ports = await claimPorts(readPorts(environment), parts);
  const state = openStateFolder(stateDir(environment), options.reset);
  let running: RunningPart[] = [];
  try {
    await makeBuilds(buildsFor(parts), say, signal);
    await configureSidecar({ parts, ports, state, regions });
    signal.throwIfAborted();
    let tellBroken: (reason: string) => void = () => undefined;
    const broken = new Promise<string>((done) => {
      tellBroken = done;
    });
    running = await startParts({
      ...{ parts, ports, state, regions, resources, cloudwatchDelaySeconds, say },
      broken: tellBroken,
      ...(options.clock === undefined ? {} : { clock: options.clock }),
    });
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

async function configureSidecar({
  parts,
  ports,
  state,
  regions,
}: Pick<PartsContext, 'parts' | 'ports' | 'state' | 'regions'>): Promise<void> {
  if (!parts.has('sidecar') && !parts.has('orca')) {
    return;
  }
  writeFileSync(state.sidecarYamlFile, sidecarYaml(ports, state, regions, parts.has('orca')), { mode: 0o600 });
  await writeOrcaYaml({
    bundleFile: BUILT.sidecarFile,
    configFile: state.sidecarYamlFile,
    orcaYamlFile: state.orcaYamlFile,
  });
}
