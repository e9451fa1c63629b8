import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

import { inputHash } from './inputHash';
import { sidecarEnvironment } from './startSidecar';
import { StartError } from './startError';
import { writeSecretFile } from './stateFolder';

const STAMP = '# made from ';
/** The file contains the token instead of a placeholder, because only this user can access both. */
const COMMAND = ['orca-config', '--with-token', '--config'] as const;

/**
 * Writes the output of `lambda-stages orca-config`, the same YAML that an operator gives to a real Orca. It is only
 * rewritten if the sidecar or its configuration has changed, because that takes the start of a process. It contains the
 * token.
 */
export async function writeOrcaYaml(files: {
  bundleFile: string;
  configFile: string;
  orcaYamlFile: string;
}): Promise<void> {
  const stamp = `${STAMP}${inputHash('/', [files.bundleFile, files.configFile], COMMAND)}`;
  if (existsSync(files.orcaYamlFile) && readFileSync(files.orcaYamlFile, 'utf8').startsWith(stamp)) {
    return;
  }
  writeSecretFile(files.orcaYamlFile, `${stamp}\n${await printOrcaConfig(files)}`);
}

async function printOrcaConfig({
  bundleFile,
  configFile,
}: {
  bundleFile: string;
  configFile: string;
}): Promise<string> {
  const command = [...COMMAND, configFile];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [bundleFile, ...command], {
      env: sidecarEnvironment(process.env),
    });
    return stdout;
  } catch (error) {
    const words = error instanceof Error && 'stderr' in error && error.stderr !== '' ? error.stderr : error;
    throw new StartError(
      `The configuration for Orca could not be created (lambda-stages ${command.join(' ')}):\n${String(words).trimEnd()}`,
    );
  }
}
