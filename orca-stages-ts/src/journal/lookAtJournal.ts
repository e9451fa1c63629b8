import { existsSync } from 'node:fs';
import { FORMAT_LEVEL } from './journalFormat';
import { isPostgresUrl, journalName } from './journalName';
import { laterMigrationNames } from './laterMigrations';
import { openToRead } from './openToRead';

/** What a journal is, in words for operators, and whether this release can work with it. */
export interface JournalLook {
  usable: boolean;
  words: string;
}

/** Finds out which format a journal has, without changing it. */
export async function lookAtJournal(location: string): Promise<JournalLook> {
  const name = journalName(location);
  if (!isPostgresUrl(location) && !existsSync(location))
    return { usable: true, words: `${name} does not exist yet; it will be created at the first start.` };
  try {
    return lookWords(name, await appliedIn(location));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { usable: true, words: `${name} could not be checked: ${why}` };
  }
}

interface Applied {
  isEmpty: boolean;
  later: { name: string; needs: number }[];
}

async function appliedIn(location: string): Promise<Applied> {
  const database = openToRead(location);
  try {
    const tables = (await database.introspection.getTables()).map((table) => table.name);
    const later = tables.includes('journal_migrations')
      ? await database.selectFrom('journal_migrations').select(['name', 'needs']).execute()
      : [];
    return { isEmpty: !tables.includes('operations'), later };
  } finally {
    await database.destroy();
  }
}

function lookWords(name: string, { isEmpty, later }: Applied): JournalLook {
  if (isEmpty) return { usable: true, words: `${name} is empty; its tables will be created at the first start.` };
  const level = Math.max(1, ...later.map(({ needs }) => needs));
  if (level > FORMAT_LEVEL)
    return { usable: false, words: `${name} has format ${level}: only a newer release can work with it.` };
  const missing = laterMigrationNames.filter((one) => !later.some((row) => row.name === one));
  const newer = later.filter((row) => !laterMigrationNames.includes(row.name));
  const more = [
    ...(missing.length === 0 ? [] : [`${missing.join(', ')} will be added at the next start`]),
    ...(newer.length === 0
      ? []
      : [`a newer release has added ${newer.map((row) => row.name).join(', ')}, which does no harm`]),
  ];
  return { usable: true, words: `${name} has format ${level}${more.map((words) => `; ${words}`).join('')}.` };
}
