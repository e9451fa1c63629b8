import { checkStage, stageDefinitions, type StageType } from 'stage-contract';

import canaryWithJudgment from './canaryWithJudgment.json';

const stages = canaryWithJudgment.stages;
const ours = stages.filter((stage) => stage.type.startsWith('Aws.'));

function isOurType(type: string): type is StageType {
  return type in stageDefinitions;
}

describe('the sample pipeline "Canary with judgment"', () => {
  it.each(ours.map((stage) => [stage.name, stage] as const))(
    'has a stage "%s" that the contract accepts without a warning',
    (_name, stage) => {
      const checked = isOurType(stage.type) ? checkStage(stage.type, stage) : undefined;

      expect(checked).toEqual({ problems: [], warnings: [] });
    },
  );

  it('sends each of its Lambda stages through the preconfigured webhook', () => {
    expect(ours.map((stage) => stage.alias)).toEqual(ours.map(() => 'preconfiguredWebhook'));
  });

  it('deploys, gives the candidate 10%, asks, and then goes one of two ways', () => {
    const graph = Object.fromEntries(stages.map((stage) => [stage.refId, [stage.name, stage.requisiteStageRefIds]]));

    expect(graph).toEqual({
      1: ['Deploy', []],
      2: ['Canary 10%', ['1']],
      3: ['Promote or roll back?', ['2']],
      4: ['Promote', ['3']],
      5: ['Clean up old versions', ['4']],
      6: ['Roll back', ['3']],
      7: ['Delete the new version', ['6']],
    });
  });

  it('keeps versions that the sample "Roll back" can return to', () => {
    const cleanUp = stages.find((stage) => stage.refId === '5');

    expect(cleanUp).toMatchObject({ version: '$MOVING', retentionNumber: 5 });
  });

  it('makes every stage after the judgment depend on an answer that the judgment offers', () => {
    // Orca goes on after a skipped stage, so the stages after a skipped one need the condition too.
    const judgment = stages.find((stage) => stage.type === 'manualJudgment');
    const answers = judgment?.judgmentInputs?.map((input) => input.value) ?? [];
    const conditions = stages.filter((stage) => Number(stage.refId) > 3).map((stage) => stage.stageEnabled?.expression);

    expect(answers).toEqual(['Promote', 'Roll back']);
    expect(conditions).toEqual([0, 0, 1, 1].map((index) => `#judgment('${judgment?.name}') == '${answers[index]}'`));
  });
});
