import { randomUUID } from 'node:crypto';
import { lambdaTime } from '../clock';
import type { Emulator } from '../emulator';
import type { FunctionRecord, Settling, VersionRecord } from '../store/functionRecord';
import { pendingVersion } from './settle';

/** What to publish; `pending` if the version still has to settle. */
export type Publication = { description?: string | undefined; pending?: Settling | undefined };

/**
 * Publishes `$LATEST`, or returns the last published version if there was no update since. What an update changed does
 * not matter: the same zip sent again makes a new version.
 */
export function publish(fn: FunctionRecord, publication: Publication, emulator: Emulator): VersionRecord {
  const existing = fn.publishedAs === undefined ? undefined : fn.versions[fn.publishedAs];
  if (existing !== undefined) return existing;
  const version = String(fn.nextVersion);
  fn.nextVersion += 1;
  const published =
    publication.pending === undefined
      ? activeVersion(version, fn.latest, emulator)
      : pendingVersion(version, deployableOf(fn.latest), publication.pending, emulator);
  published.settings.Description = publication.description ?? published.settings.Description;
  fn.versions[version] = published;
  fn.publishedAs = version;
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
