import type { AnyStage } from '../../orca-stages-ts/src/model/stage';
import type { StageEvent } from '../../orca-stages-ts/src/model/stageEvents';
import { testStage, testSteps } from '../../orca-stages-ts/src/testing/engineBench';
import { saying } from '../../orca-stages-ts/src/testing/saying';

const held = (place: string): StageEvent => ({
  type: 'rollout.held',
  said: saying(`Held at ${place}.`),
  place,
});

const promoted: StageEvent = { type: 'rollout.promoted', said: saying('Promoted.'), place: 'end' };

/** Tells two holds and a promotion. */
export const telling: AnyStage = {
  ...testStage(testSteps('one', 'two'), async () => ({ kind: 'done' })),
  eventsOf: (happened) => (happened.kind === 'step' ? [held(happened.stepId)] : [promoted]),
};
