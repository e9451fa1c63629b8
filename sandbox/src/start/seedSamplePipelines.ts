import canaryWithJudgment from '../../samples/canaryWithJudgment.json';
import gradualWithGuard from '../../samples/gradualWithGuard.json';
import rollBack from '../../samples/rollBack.json';
import type { Spinnaker } from '../gate';
import type { StateFolder } from './stateFolder';

/** The sample pipelines, in the order in which Deck lists them. */
const SAMPLES = [canaryWithJudgment, gradualWithGuard, rollBack];

/** Saves each sample pipeline the first time only: if it was edited or deleted since, it stays as its owner left it. */
export function seedSamplePipelines(
  spinnaker: Pick<Spinnaker, 'savePipeline'>,
  state: Pick<StateFolder, 'readSeeded' | 'writeSeeded'>,
): void {
  for (const sample of SAMPLES) {
    const seeded = state.readSeeded();
    if (seeded.pipelines.includes(sample.name)) continue;
    spinnaker.savePipeline(sample);
    state.writeSeeded({ ...seeded, pipelines: [...seeded.pipelines, sample.name] });
  }
}
