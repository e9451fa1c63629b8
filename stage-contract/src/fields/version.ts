import { z } from 'zod';
import { DELETE_MACROS, ROUTE_MACROS, VERSION_NUMBER } from '../macros';
import { expecting } from '../messages/expected';
import { field } from '../fieldMeta';
import { problem, type Problem } from '../messages/problem';
import { readBy } from '../readers';
import { textLike } from '../values';

const macroOrNumber = (macros: readonly string[]) => {
  // A single pattern instead of our own check, so that the JSON Schema contains it too.
  const pattern = new RegExp(`^(?:${macros.map((macro) => macro.replace('$', '\\$')).join('|')}|[1-9]\\d{0,18})$`);
  return expecting(readBy('version', z.string().regex(pattern)), { code: 'expectedVersion', values: { macros } });
};

/** A macro that stands for one version, or a bare number. */
export const routeVersion = () => macroOrNumber(ROUTE_MACROS);
/** One of Delete's macros, or a bare number. */
export const deleteVersion = () => macroOrNumber(DELETE_MACROS);
/** The number of a published version, as text or number. */
export const versionNumber = () =>
  expecting(readBy('version', z.string().regex(VERSION_NUMBER)), {
    code: 'expectedForm',
    values: { form: 'versionNumber' },
  });

/** `$PROVIDED` needs its number. */
export function providedRule(name: string | undefined, number: string | undefined, numberField: string): Problem[] {
  return name === '$PROVIDED' && number === undefined
    ? [problem(numberField, 'required', { because: 'providedVersion' })]
    : [];
}

/** AWS's limit for the description of a function, version or alias, in characters. */
const LONGEST_DESCRIPTION = 256;

/** A description as AWS keeps it: any text, up to its limit. */
export const awsDescription = () => textLike(/\S/, 'text', LONGEST_DESCRIPTION);

/** What a published version says about itself, so that versions can be told apart. */
export const versionDescriptionField = {
  versionDescription: field(awsDescription(), {
    label: 'Version description',
    section: 'code',
    placeholder: 'such as release 7',
    whenAbsent: 'pipeline, build or tag that triggered it, and execution',
    help: "Description of the version that the stage publishes. The function's own description stays. A version that is reused keeps its description.",
  }),
};
