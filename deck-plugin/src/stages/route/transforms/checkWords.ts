import { conditionRowsOf, conditionWords } from '../../../form/expectation/expectationRows';
import { entryOf, isGiven, isMap, listOf, shortJson, textOf } from '../../../values/readValue';

/** How much of a value fits into one line. */
const VALUE_LIMIT = 24;
/** How many conditions are listed; the rest are counted. */
const NAMED = 2;

const short = (value: unknown): string =>
  typeof value === 'string' && value.length <= VALUE_LIMIT ? value : shortJson(value, VALUE_LIMIT);

const placeWords = (value: unknown): string[] =>
  conditionRowsOf(isMap(value) ? [value] : (listOf(value) ?? []).map((item) => item.value)).map((row) =>
    'kept' in row
      ? short(row.kept)
      : `${row.path.replace(/^\$\.(?=\w)/, '')} ${conditionWords(row.kind)} ${short(row.text)}`,
  );

/** The conditions of an expectation, each in a few words. An unknown condition keeps its name. */
function expectationWords(expect: Record<string, unknown>): string[] {
  return Object.entries(expect)
    .filter(([, value]) => isGiven(value))
    .flatMap(([name, value]) => {
      switch (name) {
        case 'functionError':
          return [textOf(value) === 'true' ? 'a function error' : 'no function error'];
        case 'body':
          return [`body equals ${short(value)}`];
        case 'bodyContains':
          return [`body contains ${short(value)}`];
        case 'matches':
          return [`response matches ${short(value)}`];
        case 'maxDurationMs':
          return [`within ${textOf(value) ?? short(value)} ms`];
        case 'jsonPath':
          return placeWords(value);
        default:
          return [name];
      }
    });
}

/** A check in one line: how it decides. */
export function checkWords(check: unknown): string {
  const expect = entryOf(check, 'expect');
  if (!isMap(check)) return shortJson(check);
  const conditions = isMap(expect) ? expectationWords(expect) : isGiven(expect) ? [short(expect)] : [];
  const rest = conditions.length - NAMED;
  const named = conditions.length === 0 ? ['no function error'] : conditions.slice(0, NAMED);
  return `invoke the candidate, ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
