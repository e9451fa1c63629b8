import type { Strategy } from 'stage-contract';

/** What each strategy does, in one sentence. */
export const STRATEGY_SENTENCES: Readonly<Record<Strategy, string>> = {
  $SIMPLE: 'Shift all traffic to one version at once.',
  $WEIGHTED: 'Split traffic between two versions.',
  $BLUEGREEN: 'Health check first, then shift all traffic.',
  $GRADUAL: 'Step by step, with health checks; reverts if one fails.',
};
