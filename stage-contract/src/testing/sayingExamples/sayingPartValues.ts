import type { SAYING_PARTS, SayingValues } from '../../messages/say';

/** Values for every code of one part of the catalogue. */
export type SayingPartValues<Part extends keyof typeof SAYING_PARTS> = {
  readonly [C in keyof (typeof SAYING_PARTS)[Part] & keyof SayingValues]: SayingValues[C];
};
