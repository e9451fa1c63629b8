import type { JsonSchema } from '../jsonSchema';
import { writtenAs } from '../writtenValue';

const ALL = Array.from({ length: 101 }, (_, share) => share);

/** The definition of a percentage, in every way of writing it. */
export const percent = (share: number): string => `percent${share}`;

/** Every whole percentage: rules that compare two of them list all pairs. */
export const percentages: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  ALL.map((share) => [percent(share), writtenAs(share)]),
);

/** For each percentage. */
export const forEachPercentage = <T>(make: (share: number) => T): T[] => ALL.map(make);
