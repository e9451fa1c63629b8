import { fireEvent, screen } from '@testing-library/react';
import { click, control, saved, showForm, type } from '../../testing/showForm';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';

describe('the strategy', () => {
  it('fills in what it needs, and only what is missing', () => {
    const shown = showForm(ROUTE, { versionNameA: '$PREVIOUS' });

    click('radio', 'Weighted');

    expect(saved(shown.stage)).toEqual({
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '$PREVIOUS',
      versionNameB: '$LATEST',
      trafficPercentA: 10,
    });
  });

  it('drops the split for all traffic at once, and restores it', () => {
    const shown = showForm(ROUTE, {
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '$LATEST',
      versionNameB: '$PREVIOUS',
      trafficPercentA: 25,
    });

    click('radio', 'Simple');
    const simple = saved(shown.stage);
    click('radio', 'Weighted');

    expect(simple).toEqual({ deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST', versionNameB: '$PREVIOUS' });
    expect(saved(shown.stage)).toMatchObject({ trafficPercentA: 25 });
  });

  it('removes the steps of Gradual for another strategy, and restores them', () => {
    const shown = showForm(ROUTE, {
      deploymentStrategy: '$GRADUAL',
      versionNameA: '$LATEST',
      steps: [{ weightPercent: 5 }],
    });

    click('radio', 'Simple');
    const simple = saved(shown.stage);
    click('radio', 'Gradual');

    expect(simple).toEqual({ deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' });
    expect(saved(shown.stage)).toEqual({
      deploymentStrategy: '$GRADUAL',
      versionNameA: '$LATEST',
      steps: [{ weightPercent: 5 }],
    });
  });

  it('names values that another strategy would use, and removes them on request', () => {
    const shown = showForm(ROUTE, {
      deploymentStrategy: '$SIMPLE',
      versionNameA: '$LATEST',
      versionNameB: '$PREVIOUS',
    });

    const line = shown.container.querySelector('[data-section=how]')?.textContent;
    click('button', 'Remove');

    expect(line).toContain('Also set, but not used with this choice: version B $PREVIOUS.');
    expect(saved(shown.stage)).toEqual({ deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' });
  });
});

describe('the traffic', () => {
  const weighted = {
    deploymentStrategy: '$WEIGHTED',
    versionNameA: '$LATEST',
    versionNameB: '$PREVIOUS',
    trafficPercentA: 10,
  };

  it('shows Candidate and Baseline if the macros say so', () => {
    showForm(ROUTE, { ...weighted });

    expect(control('Candidate')).toHaveProperty('value', '$LATEST');
    expect(control('Baseline')).toHaveProperty('value', '$PREVIOUS');
    expect(control('Candidate weight')).toHaveProperty('value', '10');
  });

  it('is one value for number, slider and bar', () => {
    const shown = showForm(ROUTE, { ...weighted });

    fireEvent.change(screen.getByRole('slider', { name: 'Traffic' }), { target: { value: '30' } });

    expect(saved(shown.stage)).toMatchObject({ trafficPercentA: 30 });
    expect(control('Candidate weight')).toHaveProperty('value', '30');
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toBe('Candidate 30%, Baseline 70%');
  });

  it('is hatched while the share is an expression', () => {
    const { container } = showForm(ROUTE, { ...weighted, trafficPercentA: '${parameters.percent}' });

    expect(screen.queryByRole('slider')).toBeNull();
    expect(container.querySelector('.lst-hatched')?.getAttribute('aria-label')).toBe('Split known at run time.');
  });

  it('asks for the number of a provided version next to it, and keeps a bare number', () => {
    const shown = showForm(ROUTE, { ...weighted, versionNameA: '41' });

    const kept = screen.getByRole('option', { name: 'version 41' });
    fireEvent.change(control('Version A'), { target: { value: '$PROVIDED' } });
    type('Version number A', '42');

    expect(kept).toBeTruthy();
    expect(saved(shown.stage)).toMatchObject({ versionNameA: '$PROVIDED', versionNumberA: '42' });
  });
});
