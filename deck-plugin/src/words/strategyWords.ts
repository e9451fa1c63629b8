import type { Strategy } from 'stage-contract';

/** What each strategy does, in one sentence. */
export const STRATEGY_SENTENCES: Readonly<Record<Strategy, string>> = {
  $SIMPLE: 'All traffic to one version, at once.',
  $WEIGHTED: 'Split between two versions and stay there.',
  $BLUEGREEN: 'Health check first, then all traffic.',
  $GRADUAL: 'Step by step, with checks; back when one fails.',
};
