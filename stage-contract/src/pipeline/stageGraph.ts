import { isMap, textOf } from '../looseValues';
import { stagesIn } from './lambdaStages';

/** A stage of a pipeline, of any type. */
export interface PipelineStage {
  /** Its position in the pipeline's `stages`. */
  index: number;
  type: string;
  name: string;
  refId: string;
  /** The refIds of the stages that must end before it starts. */
  requisites: readonly string[];
  stage: Readonly<Record<string, unknown>>;
}

/** The stages of a pipeline, and which of them end before another one starts. */
export interface StageGraph {
  stages: readonly PipelineStage[];
  /** All stages that end before a stage starts: its requisites, theirs, and so on. */
  before(stage: PipelineStage): ReadonlySet<PipelineStage>;
}

/** Reads a pipeline's stages; entries that are no maps are left out. Pipelines without any refId run in their order. */
export function readStageGraph(pipeline: unknown): StageGraph {
  const stages = stagesOf(pipeline);
  const isSequence = stages.every(({ refId }) => refId === '');
  // Of two with one refId, the first one counts.
  const byRefId = new Map([...stages].reverse().map((stage) => [stage.refId, stage]));
  const known = new Map<PipelineStage, ReadonlySet<PipelineStage>>();
  return {
    stages,
    before(stage) {
      if (isSequence) return new Set(stages.filter(({ index }) => index < stage.index));
      const done = known.get(stage) ?? reachedFrom(stage, byRefId);
      known.set(stage, done);
      return done;
    },
  };
}

function stagesOf(pipeline: unknown): PipelineStage[] {
  return stagesIn(pipeline).flatMap((stage, index) => {
    if (!isMap(stage)) return [];
    const [type, name, refId] = [stage['type'], stage['name'], stage['refId']].map((value) => textOf(value) ?? '');
    const requisites = Array.isArray(stage['requisiteStageRefIds']) ? stage['requisiteStageRefIds'] : [];
    return [
      {
        index,
        stage,
        type: type ?? '',
        name: name ?? '',
        refId: refId ?? '',
        requisites: requisites.map((value: unknown) => textOf(value) ?? ''),
      },
    ];
  });
}

function reachedFrom(start: PipelineStage, byRefId: ReadonlyMap<string, PipelineStage>): ReadonlySet<PipelineStage> {
  const reached = new Set<PipelineStage>();
  const open = [start];
  for (let stage = open.pop(); stage !== undefined; stage = open.pop()) {
    for (const refId of stage.requisites) {
      const requisite = byRefId.get(refId);
      if (requisite === undefined || reached.has(requisite)) continue;
      reached.add(requisite);
      open.push(requisite);
    }
  }
  return reached;
}
