import { checkStage, stageDefinitions, type StageType } from 'stage-contract';

import { readJsonSource } from '../../orca-stages-ts/src/cli/pipelines/jsonSource';
import { validatePipelines } from '../../orca-stages-ts/src/cli/validate/validatePipelines';
import gradualWithGuard from './gradualWithGuard.json';

const { stages } = gradualWithGuard;

function isOurType(type: string): type is StageType {
  return type in stageDefinitions;
}

describe('the sample pipeline "Gradual with guard"', () => {
  it.each(stages.map((stage) => [stage.name, stage] as const))(
    'has a stage "%s" that the contract accepts without a warning',
    (_name, stage) => {
      const checked = isOurType(stage.type) ? checkStage(stage.type, stage) : undefined;

      expect(checked).toEqual({ problems: [], warnings: [] });
    },
  );

  it('has nothing that `lambda-stages validate` complains about', () => {
    const source = readJsonSource('gradualWithGuard.json', JSON.stringify(gradualWithGuard));

    const { findings, counts } = validatePipelines([source], new Set());

    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ pipelines: 1, stages: 2 });
  });

  it('never promotes a version that nobody has called', () => {
    const rollOut = stages.find((stage) => stage.name === 'Roll out');

    expect(rollOut).toMatchObject({ guards: [{ metric: 'errorRate' }], evidence: { onTooFew: 'revert' } });
  });
});
