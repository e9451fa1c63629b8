import { gradualPreset, gradualStepSchema, presetSteps, type GradualFields, type GradualPreset } from 'stage-contract';
import { entryOf, isExpression, isGiven, isMap, listOf, textOf, type Values } from '../../../values/readValue';

/** One step as its row shows it. What is neither a weight nor a check is kept and described. */
export type GradualRow =
  { kind: 'weight'; value: Values } | { kind: 'check'; value: Values } | { kind: 'odd'; value: unknown };

const presetSchema = gradualPreset();

/** The stage's preset, if it is valid; also with CodeDeploy's prefix, or as SAM writes it. */
export function presetOf(values: Values): GradualPreset | undefined {
  const read = presetSchema.safeParse(values['preset']);
  return read.success ? read.data : undefined;
}

/** Whether the steps come from a preset that can't be read here: an expression, or an unknown name. */
export const hasUnknownPreset = (values: Values): boolean =>
  isGiven(values['preset']) && presetOf(values) === undefined && !isGiven(values['steps']);

const rowOf = (value: unknown): GradualRow =>
  !isMap(value)
    ? { kind: 'odd', value }
    : isGiven(entryOf(value, 'check'))
      ? { kind: 'check', value }
      : { kind: 'weight', value };

const isPromotion = (value: unknown): boolean =>
  textOf(entryOf(value, 'weightPercent'))?.trim() === '100' && !isGiven(entryOf(value, 'holdSeconds'));

/** The steps of a preset or list, without a promotion at the end, which the table always shows itself. */
export function gradualRows(values: Values): { rows: GradualRow[]; end: unknown[] } {
  const preset = presetOf(values);
  const given: readonly unknown[] =
    preset === undefined ? (listOf(values['steps']) ?? []).map(({ value }) => value) : presetSteps(preset);
  const last = given[given.length - 1];
  const end = given.length > 0 && isPromotion(last) ? [last] : [];
  return { rows: given.slice(0, given.length - end.length).map(rowOf), end };
}

/** What to write when a step changes: the steps themselves. The first change replaces a preset. */
export const stepChanges = (values: Values, steps: readonly unknown[]): Record<string, unknown> => ({
  steps,
  ...(isGiven(values['preset']) ? { preset: undefined } : {}),
});

/** The steps as the contract reads them, or why there is nothing to draw yet. */
export type Rollout = { known: true; fields: GradualFields } | { known: false; words: string };

const RUN_TIME = 'The plan is known at run time.';
const HAS_NO_STEP = 'The plan appears here once there is a step.';
const HAS_ODD_STEP = 'The plan appears here once every step is a weight from 1 to 100 with its hold, or a check.';

/** Reads the stage's steps for drawing. */
export function rolloutOf(values: Values): Rollout {
  const preset = presetOf(values);
  const bake = bakeOf(values);
  if (preset !== undefined) return { known: true, fields: { preset, ...bake } };
  if (isExpression(values['preset']) || isExpression(values['steps'])) return { known: false, words: RUN_TIME };
  if (hasUnknownPreset(values)) return { known: false, words: 'The plan appears here once the preset is valid.' };
  const read = (listOf(values['steps']) ?? []).map(({ value }) => ({
    value,
    step: gradualStepSchema.safeParse(value),
  }));
  if (
    read.some(
      ({ value }) => isExpression(entryOf(value, 'weightPercent')) || isExpression(entryOf(value, 'holdSeconds')),
    )
  )
    return { known: false, words: RUN_TIME };
  if (read.length === 0) return { known: false, words: HAS_NO_STEP };
  if (read.some(({ step, value }) => !step.success || (isMap(value) && Object.keys(value).length === 0)))
    return { known: false, words: HAS_ODD_STEP };
  return { known: true, fields: { steps: read.flatMap(({ step }) => (step.success ? [step.data] : [])), ...bake } };
}

/** The bake, if it is a number of seconds. */
function bakeOf(values: Values): Pick<GradualFields, 'bakeSeconds'> {
  const bakeSeconds = secondsOf(entryOf(values, 'bakeSeconds'));
  return bakeSeconds === undefined || bakeSeconds === 0 ? {} : { bakeSeconds };
}

const secondsOf = (value: unknown): number | undefined => {
  const text = textOf(value)?.trim() ?? '';
  return text === '' ? 0 : /^\d+$/.test(text) ? Number(text) : undefined;
};

/** When the rows start, and the unit of those figures. */
export interface RowStarts {
  heading: string;
  starts: (string | undefined)[];
}

const WHOLE_MINUTES = new Intl.NumberFormat('en-US');

/**
 * When each row starts, counted from the first weight and including holds only; the last entry is the promotion.
 * Undefined from the first expression on.
 */
export function rowStarts(rows: readonly GradualRow[]): RowStarts {
  let seconds: number | undefined = 0;
  const begins = rows.map((row) => {
    const start = seconds;
    const hold = row.kind === 'weight' ? secondsOf(entryOf(row.value, 'holdSeconds')) : 0;
    seconds = seconds === undefined || hold === undefined ? undefined : seconds + hold;
    return start;
  });
  const all = [...begins, seconds];
  const isWhole = all.every((start) => start === undefined || start % 60 === 0);
  const words = (start: number): string =>
    `${WHOLE_MINUTES.format(Math.floor(start / 60))}${isWhole ? '' : `:${String(start % 60).padStart(2, '0')}`}`;
  return {
    heading: isWhole ? 'From minute' : 'From min:s',
    starts: all.map((start) => (start === undefined ? undefined : words(start))),
  };
}

/** The next sensible weight after the existing ones. */
export function nextWeight(rows: readonly GradualRow[]): number {
  const highest = Math.max(
    0,
    ...rows.map((row) => (row.kind === 'weight' ? Number(textOf(entryOf(row.value, 'weightPercent')) ?? 0) || 0 : 0)),
  );
  return highest < 10 ? 10 : Math.min(99, Math.max(highest + 1, Math.round((highest + (100 - highest) / 2) / 5) * 5));
}

/** A row in words, for the labels of its buttons. */
export const rowWords = (row: GradualRow, number: number): string =>
  row.kind === 'weight' ? `step ${number}` : row.kind === 'check' ? `check, step ${number}` : `step ${number}`;

/** A list with one entry moved by one position; the list itself if that is not possible. */
export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return items;
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}
