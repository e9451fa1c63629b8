import { control, redLines, saved, showForm, type } from '../../testing/showForm';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const LABEL = 'Revert unless promoted within';
const split = {
  account: 'local',
  region: 'us-east-1',
  functionName: 'checkout',
  aliasName: 'live',
  deploymentStrategy: '$WEIGHTED',
  versionNameA: '$LATEST',
  trafficPercentA: 10,
  versionNameB: '$PREVIOUS',
};

describe('the timer in the form of a Route', () => {
  it('is written as seconds and shown in larger units', () => {
    const shown = showForm(ROUTE, split);

    type(LABEL, '86400');

    expect(saved(shown.stage)).toEqual({ ...split, revertUnlessPromotedWithinSeconds: 86400 });
    expect(shown.container.textContent).toContain('24 h after this stage');
  });

  it('accepts an expression', () => {
    const shown = showForm(ROUTE, { ...split, revertUnlessPromotedWithinSeconds: '${parameters.wait}' });

    expect(control(LABEL)).toHaveProperty('value', '${parameters.wait}');
    expect(redLines(shown.container)).toEqual([]);
  });

  it('is not shown if nothing waits for a promotion, and a value there is named', () => {
    const shown = showForm(ROUTE, {
      ...split,
      deploymentStrategy: '$SIMPLE',
      trafficPercentA: 100,
      revertUnlessPromotedWithinSeconds: 3600,
    });

    expect(shown.container.querySelector('[data-field="revertUnlessPromotedWithinSeconds"] input')).toBeNull();
    expect(shown.container.textContent).toContain('belongs to “Weighted”');
  });
});
