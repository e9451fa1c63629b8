import React from 'react';
import type { StageOutcomeProps } from '../../outcomeTab';
import { personWait } from '../../transforms/actions/personWait';
import { KnownFacts } from '../KnownFacts';
import { useNowMs } from '../NowMs';

/** What a rollout that waits for a person asks for. */
export function PersonWait({ details, times }: StageOutcomeProps): React.ReactElement | null {
  const facts = personWait(details, times, useNowMs());
  return facts.length === 0 ? null : <KnownFacts facts={facts} />;
}
