import { say, type Saying } from 'stage-contract';

/** Something that a test's own stage says; the catalogue has no words of its own for that. */
export const saying = (words: string): Saying => say('eventSourceState', { state: words });
