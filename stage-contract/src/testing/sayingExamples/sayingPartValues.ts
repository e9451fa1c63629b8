import type { SAYING_PARTS, SayingValues } from '../../messages/say';
import type { watchExamples } from './watchExamples';

/** Values for every code of one part of the catalogue; those about alarms and guards stand in a file of their own. */
export type SayingPartValues<Part extends keyof typeof SAYING_PARTS> = {
  readonly [
    C in Exclude<keyof (typeof SAYING_PARTS)[Part] & keyof SayingValues, keyof typeof watchExamples>
  ]: SayingValues[C];
};
