import { checkPipeline, problem, stagesIn, type PipelineFinding } from 'stage-contract';
import { entryOf, isMap, textOf } from '../values/readValue';

/**
 * What the pipeline shows about one of its stages. Deck passes the stage itself or a copy of it, and sometimes no
 * pipeline. If even checking it fails, that is a finding too, never an exception.
 */
export function pipelineFindings(pipeline: unknown, stage: unknown): PipelineFinding[] {
  try {
    const stages = stagesIn(pipeline);
    const refId = textOf(entryOf(stage, 'refId')) ?? '';
    const same = stages.indexOf(stage);
    const index = same >= 0 || refId === '' ? same : stages.findIndex((one) => textOf(entryOf(one, 'refId')) === refId);
    if (index < 0) return checkPipeline({ stages: [stage] }, false).findingsOf(0);
    // Deck's copy is newer than what the pipeline holds.
    const current = stages.map((one, position) => (position === index && isMap(stage) ? stage : one));
    return checkPipeline({ ...Object(pipeline), stages: current }).findingsOf(index);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ level: 'error', path: [], problem: problem('', 'cannotBeChecked', { reason }) }];
  }
}
