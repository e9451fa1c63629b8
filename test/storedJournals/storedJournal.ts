import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { StoredRequest } from './presentEngine';
import type { StoredTables } from './storedTables';
import type { StoredWorld, WorldSeen } from './storedWorld';

/** Journals of each release, in a folder of its version. */
export const RELEASES_FOLDER = join(__dirname, 'releases');
/** What a release's folder contains in addition to its situations. */
export const RELEASE_FILES = {
  sqliteSchema: 'schema.sqlite.sql',
  postgresSchema: 'schema.postgres.sql',
  sealingKey: 'sealingKey.txt',
} as const;
/** What every situation's folder contains. */
export const SITUATION_FILES = { journal: 'journal.json', aws: 'aws.json', expected: 'expected.json' } as const;

/** A journal at the moment when its process died. */
export interface StoredJournal {
  /** Milliseconds since 1970, by the clock of the process. */
  takenAt: number;
  /** IDs of the operations by their names in `expected.json`, without timers, which Orca does not know. */
  operations: Record<string, string>;
  tables: StoredTables;
}

/** What a release's folder says about all its situations. */
interface StoredRelease {
  version: string;
  sqliteSchema: string;
  postgresSchema: string;
  sealingKey: string;
}

/** What must be true once an engine has finished a journal; written manually. */
interface Expected extends WorldSeen {
  /** Why this must be true. */
  because: string;
  operations: Record<string, ExpectedOperation>;
  /** How often the function ran after the journal was stored. */
  runs: number;
  /**
   * Stages that run after everything has ended; they show what is remembered. Their stage IDs are their names among
   * `operations`.
   */
  afterwards: readonly StoredRequest[];
}

/** The end of one operation; `null` if its outcome has no failure or no timer. */
export interface ExpectedOperation {
  status: string;
  failureCode: string | null;
  revertTimer: string | null;
}

/** One stored journal with everything that belongs to it. */
export interface Situation {
  name: string;
  release: StoredRelease;
  journal: StoredJournal;
  aws: StoredWorld;
  expected: Expected;
}

const percents = z.record(z.string(), z.number());
const operationSchema = z.strictObject({
  status: z.string(),
  failureCode: z.string().nullable().default(null),
  revertTimer: z.string().nullable().default(null),
});
const requestSchema = z.strictObject({
  type: z.string(),
  executionId: z.string(),
  stageId: z.string(),
  attempt: z.number().optional(),
  context: z.record(z.string(), z.unknown()),
});
const expectedSchema = z.strictObject({
  because: z.string().min(1),
  operations: z.record(z.string(), operationSchema),
  runs: z.number().default(0),
  afterwards: z.array(requestSchema).default([]),
  aliases: z.record(z.string(), percents),
  versions: z.record(z.string(), z.string()),
  environment: z.record(z.string(), z.string()).default({}),
  eventSources: z.array(z.string()).default([]),
});

/** Versions of the releases whose journals are kept, oldest first. */
export const releaseVersions = (folder = RELEASES_FOLDER): string[] => foldersIn(folder).sort(byVersion);

const byVersion = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** Names of the situations of a release. */
export const situationNames = (version: string, folder = RELEASES_FOLDER): string[] => foldersIn(join(folder, version));

/** Reads a situation. Throws with the name of the file that is missing or malformed. */
export function readSituation(version: string, name: string, folder = RELEASES_FOLDER): Situation {
  const ofRelease = (file: string): string => textOf(folder, version, file);
  const ofSituation = (file: string): unknown => JSON.parse(textOf(folder, join(version, name), file));
  const { sqliteSchema, postgresSchema, sealingKey } = RELEASE_FILES;
  const expected = expectedSchema.safeParse(ofSituation(SITUATION_FILES.expected));
  if (!expected.success)
    throw new Error(`${version}/${name}/${SITUATION_FILES.expected}: ${z.prettifyError(expected.error)}`);
  return {
    name,
    expected: expected.data as Expected,
    journal: ofSituation(SITUATION_FILES.journal) as StoredJournal,
    aws: ofSituation(SITUATION_FILES.aws) as StoredWorld,
    release: {
      version,
      sqliteSchema: ofRelease(sqliteSchema),
      postgresSchema: ofRelease(postgresSchema),
      sealingKey: ofRelease(sealingKey).trim(),
    },
  };
}

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

function textOf(folder: string, place: string, file: string): string {
  const path = join(folder, place, file);
  if (!existsSync(path))
    throw new Error(`releases/${place} lacks ${file}. See the readme of test/storedJournals for what belongs there.`);
  return readFileSync(path, 'utf8');
}
