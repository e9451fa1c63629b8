import type { Voice } from './voice';

/** Words by code. Values are plain JSON, so that they can be stored, sent and compared without reading the words. */
export type Catalogue = Readonly<Record<string, (values: never, voice: Voice, field: string) => string>>;

/** The values of a message without values. */
export type NoValues = Readonly<Record<string, never>>;

/** The values that go into a code's words. */
export type ValuesIn<C extends Catalogue, Code extends keyof C> =
  Parameters<C[Code]> extends [] ? NoValues : Parameters<C[Code]>[0];

/**
 * Says something of a catalogue that has no voices: its words are the same for every reader. The words are looked up
 * when something is said.
 */
export const sayingOf =
  <C extends Catalogue>(catalogue: C) =>
  <Code extends keyof C & string>(code: Code, values: ValuesIn<C, Code>): Said<Code, ValuesIn<C, Code>> => {
    const words = catalogue[code] as unknown as (values: ValuesIn<C, Code>) => string;
    return { code, values, words: words(values) };
  };

/** A message: programs read code and values, people read the words. */
export interface Said<Code extends string = string, Values = unknown> {
  code: Code;
  values: Values;
  words: string;
}
