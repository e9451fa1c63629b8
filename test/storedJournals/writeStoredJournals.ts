import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal, startPostgresServer } from './presentEngine';
import { SITUATIONS } from './situations';
import { RELEASE_FILES, RELEASES_FOLDER, SITUATION_FILES } from './storedJournal';
import { readPostgresSchema, readSqliteSchema } from './storedSchema';
import { playStory } from './story';

/** A key for tests only: it only seals what is in this folder. */
const SEALING_KEY = '5a'.repeat(32);

/**
 * Writes the journals of the checked-out release: all of its situations, or the named ones. Leaves manually written
 * files (`expected.json`) unchanged.
 */
async function writeStoredJournals(names: readonly string[]): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };
  const folder = join(RELEASES_FOLDER, version);
  mkdirSync(folder, { recursive: true });
  if (names.length === 0) await writeRelease(folder);
  for (const [name, play] of Object.entries(SITUATIONS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const { journal, aws } = await playStory(play, SEALING_KEY);
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, SITUATION_FILES.journal), inLines(journal, 4));
    writeFileSync(join(folder, name, SITUATION_FILES.aws), inLines(aws, 6));
    process.stdout.write(`${version}/${name}\n`);
  }
}

/** Schema and key, which all situations of a release have in common. */
async function writeRelease(folder: string): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'schema-')),
    file = join(temporary, 'journal.sqlite');
  const server = await startPostgresServer();
  try {
    const url = await server.newDatabase();
    for (const place of [file, url]) await (await openJournal(place)).destroy();
    writeFileSync(join(folder, RELEASE_FILES.sqliteSchema), readSqliteSchema(file));
    writeFileSync(join(folder, RELEASE_FILES.postgresSchema), await readPostgresSchema(url));
    writeFileSync(join(folder, RELEASE_FILES.sealingKey), `${SEALING_KEY}\n`);
  } finally {
    await server.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * JSON with a line for each value down to a depth, and deeper values on the line of their parent: readable, and short
 * in a diff.
 */
function inLines(value: unknown, depth: number): string {
  const written = (part: unknown, level: number): string => {
    if (typeof part !== 'object' || part === null || level === depth || Object.keys(part).length === 0)
      return JSON.stringify(part);
    const indent = '  '.repeat(level + 1),
      end = '  '.repeat(level);
    if (Array.isArray(part))
      return `[\n${part.map((one) => `${indent}${written(one, level + 1)}`).join(',\n')}\n${end}]`;
    return `{\n${Object.entries(part)
      .map(([name, one]) => `${indent}${JSON.stringify(name)}: ${written(one, level + 1)}`)
      .join(',\n')}\n${end}}`;
  };
  return `${written(value, 0)}\n`;
}

void writeStoredJournals(process.argv.slice(2));
