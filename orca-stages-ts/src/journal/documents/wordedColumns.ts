import type { Worded } from 'stage-contract';
import { wordedSchema } from '../../model/report';
import { storedDocument } from '../../model/storedDocument';

/** Read with every poll, like the text next to it. */
const KEPT = 2_048;

const toldDocument = storedDocument<Worded>({ name: 'told', version: 1, schema: wordedSchema, kept: KEPT });

const codeColumn = (said: Worded | undefined): string | null =>
  said?.code === undefined ? null : toldDocument.write(said);

/**
 * The columns of what an operation is doing: its words, which release 0.1.0 reads and writes, and their code and
 * values.
 */
export const progressColumns = (said: Worded): { progress: string; progress_told: string | null } => ({
  progress: said.words,
  progress_told: codeColumn(said),
});

/** The columns of a step's note. */
export const noteColumns = (said: Worded | undefined): { note: string | null; note_told: string | null } => ({
  note: said?.words ?? null,
  note_told: codeColumn(said),
});

/**
 * Words with their code and values. Ignores a column that was written with other words: release 0.1.0 has since written
 * only the words.
 */
export function worded(words: string, column: string | null | undefined): Worded {
  const reading = typeof column === 'string' ? toldDocument.read(column) : undefined;
  return reading?.ok === true && reading.value.words === words ? reading.value : { words };
}
