import { clip, formatValue } from '../text/formats';

/** One named output; `text` is what is shown, `full` what its title and the copy button contain. */
export interface OutputRow {
  name: string;
  text: string;
  full: string;
  isCode: boolean;
}

/** Longest value that is shown without opening it. */
const VALUE_LIMIT = 160;
/** Longest value that is kept for title and copying. */
const FULL_LIMIT = 20_000;

/** An output that the page shows in words elsewhere. Later stages read it, so it may be older than those words. */
const SAID_IN_WORDS = 'revertTimer';

/**
 * Rows of the outputs in the order of the document, without absent values, and without the failure if a box shows it.
 */
export const outputRows = (outputs: Readonly<Record<string, unknown>>, isFailureTold = false): OutputRow[] =>
  Object.entries(outputs)
    .filter(
      ([name, value]) =>
        value !== undefined &&
        value !== null &&
        value !== '' &&
        name !== SAID_IN_WORDS &&
        !(isFailureTold && name === 'failureMessage'),
    )
    .map(([name, value]) => {
      const full = clip(formatValue(value), FULL_LIMIT);
      return {
        name,
        full,
        text: clip(full, VALUE_LIMIT),
        isCode: typeof value === 'object' || /^arn:/.test(full) || name.endsWith('Sha256'),
      };
    });
