import type { Voice } from './voice';

/** Words by code. Values are plain JSON, so that they can be stored, sent and compared without reading the words. */
export type Catalogue = Readonly<Record<string, (values: never, voice: Voice, field: string) => string>>;

/** The values of a message without values. */
export type NoValues = Readonly<Record<string, never>>;

/** The values that go into a code's words. */
export type ValuesIn<C extends Catalogue, Code extends keyof C> =
  Parameters<C[Code]> extends [] ? NoValues : Parameters<C[Code]>[0];

/** A message: programs read code and values, people read the words. */
export interface Said<Code extends string = string, Values = unknown> {
  code: Code;
  values: Values;
  words: string;
}
