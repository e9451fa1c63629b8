import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkStage, STAGE_TYPES, type StageType } from '../../stage-contract/src';
import { nativeStages } from '../../stage-contract/src/testing/nativeStages';
import { stageExamples } from '../docs/stageExamples';
import { BEYOND_SCHEMAS } from './beyondSchemas';
import { CORNERS } from './cornerStages';
import { disagreementOn } from './disagreementOn';
import { gradualStages, splitStages } from './routeStages';
import { singleValues } from './singleValues';
import { accepts, refusalOf } from './validators';
import { ruledStages, stagesWithOneChange, writtenStages } from './writtenStages';

/** Expects the schema and the sidecar to agree on each stage, and says how many of them they accepted and refused. */
function agreements(type: StageType, stages: fc.Arbitrary<Record<string, unknown>>, numRuns: number) {
  const counts = { accepted: 0, refused: 0 };
  const agree = (stage: Record<string, unknown>) => {
    const disagreement = disagreementOn(type, stage);
    if (disagreement !== undefined) throw new Error(disagreement);
    counts[accepts(type, stage) ? 'accepted' : 'refused'] += 1;
  };
  fc.assert(fc.property(stages, agree), { seed: 20_261_130, numRuns });
  return counts;
}

const stagesOf = (type: StageType) => [
  ...nativeStages.filter((native) => native.type === type).map(({ stage }) => stage),
  ...stageExamples[type].map(({ stage }) => stage),
  ...(CORNERS[type] ?? []),
];

describe('the schema of a stage and the sidecar', () => {
  it.each(STAGE_TYPES.flatMap((type) => stagesOf(type).map((stage) => [type, stage] as const)))(
    'both accept a stage that Spinnaker or our examples contain: %s %#',
    (type, stage) => {
      const refusal = refusalOf(type, stage);

      expect(refusal).toBeUndefined();
      expect(checkStage(type, stage).problems).toEqual([]);
    },
  );

  // A generator that hardly ever makes a valid stage, or an invalid one, would prove little.
  it.each(STAGE_TYPES)('agree on %s, however it is written', (type) => {
    const { accepted, refused } = agreements(type, writtenStages(type, stagesOf(type)), 1_000);

    expect(Math.min(accepted, refused)).toBeGreaterThan(200);
  });

  it.each(STAGE_TYPES)('agree on %s, whichever of its fields are combined', (type) => {
    const { accepted, refused } = agreements(type, ruledStages(type, stagesOf(type)), 1_000);

    expect(Math.min(accepted, refused)).toBeGreaterThan(200);
  });

  it.each(STAGE_TYPES)('agree on every change of one field in a stage of %s', (type) => {
    const stages = stagesWithOneChange(type, stagesOf(type));

    const disagreements = stages.map((stage) => disagreementOn(type, stage));

    expect(disagreements.filter((disagreement) => disagreement !== undefined)).toEqual([]);
    expect(stages.filter((stage) => accepts(type, stage)).length).toBeGreaterThan(30);
  });

  // Here, because compiling the schemas takes seconds.
  it('take the same values in every place of a stage', () => {
    const stages = singleValues();

    const disagreements = stages.map(({ type, place, stage }) => [place, disagreementOn(type, stage)]);

    expect(disagreements.filter(([, disagreement]) => disagreement !== undefined)).toEqual([]);
    expect(stages.filter(({ type, stage }) => accepts(type, stage)).length).toBeGreaterThan(5_000);
  });

  it('agree on the order of weights', () => {
    const { accepted, refused } = agreements('Aws.LambdaTrafficRoutingStage', gradualStages(), 800);

    expect(Math.min(accepted, refused)).toBeGreaterThan(200);
  });

  it('agree on the shares of a split', () => {
    const { accepted, refused } = agreements('Aws.LambdaTrafficRoutingStage', splitStages(), 400);

    expect(Math.min(accepted, refused)).toBeGreaterThan(100);
  });
});

describe('what no schema can say', () => {
  const page = readFileSync(join(__dirname, '../../docs/pipelineAsCode.md'), 'utf8');

  it.each(BEYOND_SCHEMAS)(
    'is accepted, refused by the sidecar, and documented: $words',
    ({ words, isKind, example }) => {
      const { type, stage } = example;

      const { problems } = checkStage(type, stage);

      expect(refusalOf(type, stage)).toBeUndefined();
      expect(problems.filter((problem) => isKind(problem, stage, type))).toHaveLength(1);
      expect(problems).toHaveLength(1);
      expect(page).toContain(`- ${words}\n`);
    },
  );
});
