import type { ProblemReport } from '../outcome/failure';
import { ownEntry } from '../ownEntry';
import type { Told } from '../outcome/told';
import { PROBLEM_WORDS } from './problem';
import { presentCode } from './retiredCodes';
import { SAYING_WORDS } from './say';
import forms from './valueForms.json';
import type { Voice } from './voice';
import type { Worded } from './worded';

/** What a value of a message may be. `parts`: by name, one with `?` may be absent; `as`: one of `shared`, by its place. */
export type ValueForm =
  | string
  | {
      is?: readonly unknown[] | undefined;
      each?: ValueForm | undefined;
      oneOf?: readonly ValueForm[] | undefined;
      parts?: { readonly [name: string]: ValueForm | undefined } | undefined;
      as?: number | undefined;
    };

type Forms = Readonly<Record<string, ValueForm | undefined>>;

/** Generated from the types of the catalogues' values. */
const { shared, sayings, problems }: { shared: readonly ValueForm[]; sayings: Forms; problems: Forms } = forms;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const problemFits = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['field'] === 'string' &&
  typeof value['code'] === 'string' &&
  fits(ownEntry(problems, value['code']), value['values']);

const partsFit = (parts: Forms, value: unknown): boolean =>
  isObject(value) &&
  Object.entries(parts).every(([name, form]) => {
    const isOptional = name.endsWith('?');
    const part = ownEntry(value, isOptional ? name.slice(0, -1) : name);
    return part === undefined ? isOptional : fits(form, part);
  });

function plainFits(form: string, value: unknown): boolean {
  switch (form) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'problem':
      return problemFits(value);
    default:
      return form === 'any';
  }
}

function fits(form: ValueForm | undefined, value: unknown): boolean {
  if (form === undefined) return false;
  if (typeof form === 'string') return plainFits(form, value);
  const { is, each, oneOf, parts, as } = form;
  if (as !== undefined) return fits(shared[as], value);
  if (parts !== undefined) return partsFit(parts, value);
  if (each !== undefined) return Array.isArray(value) && value.every((entry) => fits(each, entry));
  return oneOf?.some((one) => fits(one, value)) ?? is?.includes(value) ?? false;
}

/** What is said inside a saying, in the same voice as the whole. */
function voicedWithin(value: unknown, voice: Voice): unknown {
  if (Array.isArray(value)) return value.map((entry) => voicedWithin(entry, voice));
  if (!isObject(value)) return value;
  const { words, code, values } = value as Partial<Worded>;
  const said = typeof words === 'string' && code !== undefined && values !== undefined;
  const voiced = said ? sayingWords({ code, values: { ...values } }, voice) : undefined;
  if (voiced !== undefined) return { ...value, words: voiced };
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, voicedWithin(part, voice)]));
}

/**
 * The words of what another release says, in one voice. Undefined where the code is unknown here, or its values are not those that
 * the words are made of: a newer sidecar knows more codes, and its own words are always there.
 */
export function sayingWords({ code: givenCode, values }: Told, voice: Voice): string | undefined {
  const code = presentCode(givenCode);
  if (!fits(ownEntry(sayings, code), values)) return undefined;
  const make = ownEntry<(values: never, voice: Voice) => string>(SAYING_WORDS, code);
  return make?.(voicedWithin(values, voice) as never, voice);
}

/** The same for a problem with a field. */
export function reportedProblemWords(
  { field, code = '', values = {} }: ProblemReport,
  voice: Voice,
): string | undefined {
  if (!fits(ownEntry(problems, code), values)) return undefined;
  return ownEntry<(values: never, voice: Voice, field: string) => string>(PROBLEM_WORDS, code)?.(
    values as never,
    voice,
    field,
  );
}
