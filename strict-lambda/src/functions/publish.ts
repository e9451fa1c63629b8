import { createHash, randomUUID } from 'node:crypto';
import { lambdaTime } from '../clock';
import type { Emulator } from '../emulator';
import type { FunctionRecord, Settling, VersionRecord } from '../store/functionRecord';
import { pendingVersion } from './settle';

/** What to publish; `pending` if the version still has to settle. */
export type Publication = { description?: string | undefined; pending?: Settling | undefined };

/** Publishes `$LATEST`, or returns the last published version if its code and configuration are the same. */
export function publish(fn: FunctionRecord, publication: Publication, emulator: Emulator): VersionRecord {
  const fingerprint = fingerprintOf(fn.latest);
  const last = fn.lastPublished;
  const existing = last?.fingerprint === fingerprint ? fn.versions[last.version] : undefined;
  if (existing !== undefined) return existing;
  const version = String(fn.nextVersion);
  fn.nextVersion += 1;
  const published =
    publication.pending === undefined
      ? activeVersion(version, fn.latest, emulator)
      : pendingVersion(version, deployableOf(fn.latest), publication.pending, emulator);
  published.settings.Description = publication.description ?? published.settings.Description;
  fn.versions[version] = published;
  fn.lastPublished = { version, fingerprint };
  // AWS changes the RevisionId of $LATEST on publish.
  fn.latest.revisionId = randomUUID();
  return published;
}

function deployableOf(version: VersionRecord): Pick<VersionRecord, 'settings' | 'codeSha256' | 'codeSize'> {
  return { settings: version.settings, codeSha256: version.codeSha256, codeSize: version.codeSize };
}

function activeVersion(version: string, latest: VersionRecord, emulator: Emulator): VersionRecord {
  return {
    ...structuredClone(deployableOf(latest)),
    version,
    lastModified: lambdaTime(emulator.now()),
    revisionId: randomUUID(),
    state: 'Active',
    lastUpdateStatus: 'Successful',
  };
}

function fingerprintOf(version: VersionRecord): string {
  const entries = Object.entries(version.settings).sort(([left], [right]) => left.localeCompare(right));
  return createHash('sha256')
    .update(JSON.stringify([version.codeSha256, entries]))
    .digest('hex');
}
