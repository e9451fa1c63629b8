import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import {
  startSidecarProcess,
  type SidecarProcess,
  type SidecarProcessOptions,
} from '../process/support/sidecarProcess';
import { UNPACED_RATES } from '../../orca-stages-ts/src/testing/unpacedRates';
import { RELEASES_FOLDER } from './storedJournal';

/** The rates of Lambda alone, for releases that do not call CloudWatch. */
const LAMBDA_RATES = Object.fromEntries(
  Object.entries(UNPACED_RATES).filter(([name]) => /^(controlPlane|getFunction|getPolicy)/.test(name)),
);

/** Where a release keeps its sidecar. */
export const bundleOf = (version: string): string => join(RELEASES_FOLDER, version, 'sidecar.cjs.br');

/**
 * Starts the sidecar of an earlier release as a separate process, as `startSidecarProcess` does with the current one.
 * Close it at the end.
 */
export async function startOldSidecar(version: string, options: SidecarProcessOptions = {}): Promise<SidecarProcess> {
  const packed = bundleOf(version);
  if (!existsSync(packed))
    throw new Error(`releases/${version} lacks sidecar.cjs.br. See the readme of test/storedJournals.`);
  const folder = mkdtempSync(join(tmpdir(), 'old-sidecar-'));
  const bundle = join(folder, 'lambda-stages.cjs');
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  writeFileSync(bundle, brotliDecompressSync(readFileSync(packed)));
  // libsql is native, so it cannot be in the bundle.
  const environment = { ...options.environment, NODE_PATH: join(__dirname, '../../node_modules') };
  try {
    const sidecar = await startSidecarProcess({
      ...options,
      environment,
      bundle,
      // Release 0.1.0 does not know tokenOnly: this is what they called the same. Nor does it know rates for CloudWatch.
      configuration: { ...options.configuration, authorization: 'allowedAccounts', rates: LAMBDA_RATES },
    });
    return {
      ...sidecar,
      async close() {
        await sidecar.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
