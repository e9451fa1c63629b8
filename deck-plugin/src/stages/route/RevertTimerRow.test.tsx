import { fireEvent } from '@testing-library/react';
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

    type(LABEL, '90');
    const minutes = [saved(shown.stage), shown.container.textContent];
    fireEvent.change(control(`Unit of ${LABEL}`), { target: { value: 'h' } });

    expect(minutes).toEqual([
      { ...split, revertUnlessPromotedWithinSeconds: 5400 },
      expect.stringContaining('1 h 30 min after this stage'),
    ]);
    expect(saved(shown.stage)).toEqual({ ...split, revertUnlessPromotedWithinSeconds: 324_000 });
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
