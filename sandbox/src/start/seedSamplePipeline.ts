import canaryWithJudgment from '../../samples/canaryWithJudgment.json';
import type { Spinnaker } from '../gate';
import type { StateFolder } from './stateFolder';

/** Saves the sample pipeline the first time only: if it was edited or deleted since, it stays as its owner left it. */
export function seedSamplePipeline(
  spinnaker: Pick<Spinnaker, 'savePipeline'>,
  state: Pick<StateFolder, 'readSeeded' | 'writeSeeded'>,
): void {
  const seeded = state.readSeeded();
  if (!seeded.pipelines.includes(canaryWithJudgment.name)) {
    spinnaker.savePipeline(canaryWithJudgment);
    state.writeSeeded({ ...seeded, pipelines: [...seeded.pipelines, canaryWithJudgment.name] });
  }
}
