import { createHash } from 'node:crypto';
import type { EmulatorState } from './emulatorState';
import type { FunctionRecord, VersionRecord } from './functionRecord';
import { named } from './named';

/** How release 0.1.0 stored what the last version was published from. */
type Older = FunctionRecord & { lastPublished?: { version: string; fingerprint: string } };

/** Release 0.1.0 had neither uploads in parts nor CloudWatch. */
type Newer = 'uploads' | 'cloudwatch';
type OlderState = Omit<EmulatorState, Newer> & Partial<Pick<EmulatorState, Newer>>;

/** Brings a state that release 0.1.0 has written into today's form. */
export function upgradeState(state: OlderState): EmulatorState {
  for (const scope of Object.values(state.scopes)) for (const fn of Object.values(scope.functions)) upgradeFunction(fn);
  return { ...state, uploads: state.uploads ?? named(), cloudwatch: state.cloudwatch ?? named() };
}

function upgradeFunction(fn: Older): void {
  const { lastPublished } = fn;
  if (lastPublished === undefined) return;
  if (lastPublished.fingerprint === fingerprintOf(fn.latest)) fn.publishedAs = lastPublished.version;
  delete fn.lastPublished;
}

function fingerprintOf(version: VersionRecord): string {
  const entries = Object.entries(version.settings).sort(([left], [right]) => left.localeCompare(right));
  return createHash('sha256')
    .update(JSON.stringify([version.codeSha256, entries]))
    .digest('hex');
}
