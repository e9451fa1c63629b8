import { checkStage } from 'stage-contract';

import canaryWithJudgment from './canaryWithJudgment.json';
import rollBack from './rollBack.json';

const [stage] = rollBack.stages;

describe('the sample pipeline "Roll back"', () => {
  it('is one stage that the contract accepts without a warning', () => {
    expect(rollBack.stages).toHaveLength(1);
    expect(checkStage('Aws.LambdaTrafficRoutingStage', { ...stage })).toEqual({ problems: [], warnings: [] });
  });

  it('goes back, at once, on the alias that the other sample routes', () => {
    const routed = canaryWithJudgment.stages.find(({ name }) => name === 'Promote');

    expect(stage).toMatchObject({
      account: routed?.account,
      region: routed?.region,
      functionName: routed?.functionName,
      aliasName: routed?.aliasName,
      deploymentStrategy: '$SIMPLE',
      versionNameA: '$PREVIOUS',
    });
  });
});
