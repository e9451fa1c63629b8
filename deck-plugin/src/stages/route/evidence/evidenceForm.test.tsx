import { fireEvent, screen, within } from '@testing-library/react';
import { click, control, redLines, saved, showForm, type, type ShownForm } from '../../../testing/showForm';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const gradual = {
  account: 'prod',
  region: 'us-east-1',
  functionName: 'checkout',
  aliasName: 'live',
  deploymentStrategy: '$GRADUAL',
  versionNameA: '$LATEST',
  steps: [{ weightPercent: 10, holdSeconds: 600 }],
};

function show(fields: Record<string, unknown> = {}, options: { pipeline?: unknown } = {}): ShownForm {
  const shown = showForm(ROUTE, { ...gradual, ...fields }, options);
  const closed = screen.queryByRole('button', { name: /^Evidence/, expanded: false });
  if (closed !== null) fireEvent.click(closed);
  return shown;
}
const stored = (shown: ShownForm, name: string): unknown => (saved(shown.stage) as Record<string, unknown>)[name];
const valueOf = (label: string | RegExp): string => (control(label) as HTMLInputElement).value;
const row = (name: string) => within(screen.getByRole('group', { name }));

describe('the section Evidence', () => {
  it('reads its values when it is closed', () => {
    showForm(ROUTE, {
      ...gradual,
      alarms: ['a', 'b'],
      guards: [{ metric: 'errorRate' }],
      bakeSeconds: 600,
    });

    expect(screen.getByRole('button', { name: /^Evidence/ }).textContent).toBe(
      'Evidence2 alarms · 1 guard · bake 10 min',
    );
  });

  it('shows only what the strategy uses', () => {
    show({ deploymentStrategy: '$WEIGHTED', versionNameB: '$PREVIOUS', trafficPercentA: 10 });

    expect(screen.queryByRole('button', { name: 'Add alarm' })).not.toBeNull();
    expect(screen.queryByRole('button', { name: 'Add guard' })).not.toBeNull();
    expect(screen.queryByLabelText('Bake')).toBeNull();
    expect(screen.queryByLabelText('Watch after the end')).not.toBeNull();
  });

  it('shows no guards where one version gets all traffic at once', () => {
    show({ deploymentStrategy: '$SIMPLE', steps: undefined });

    expect(screen.queryByRole('button', { name: 'Add guard' })).toBeNull();
    expect(screen.queryByLabelText('Watch after the end')).not.toBeNull();
  });

  it('changes nothing by being shown', () => {
    const { changes } = show({
      alarms: ['a', { name: 'b', shadow: true }],
      guards: [{ metric: 'durationP99', confidence: '0.999' }],
      evidence: { onTooFew: 'revert' },
      bakeSeconds: '600',
    });

    expect(changes).toEqual([]);
  });
});

describe('alarms', () => {
  it('are rows: added with the focus on the name, in shadow or not, and removed', () => {
    const shown = show();

    click('button', 'Add alarm');
    const focused = document.activeElement?.getAttribute('aria-label');
    type('Name of alarm 1', 'checkout-5xx');
    click('button', 'Add alarm');
    type('Name of alarm 2', 'dead-letters');
    click('checkbox', 'Alarm 2 in shadow');

    expect(focused).toBe('Name of alarm 1');
    expect(stored(shown, 'alarms')).toEqual(['checkout-5xx', { name: 'dead-letters', shadow: true }]);

    click('checkbox', 'Alarm 2 in shadow');
    expect(stored(shown, 'alarms')).toEqual(['checkout-5xx', 'dead-letters']);

    click('button', 'Remove alarm 1');
    click('button', 'Remove alarm 1');
    expect(stored(shown, 'alarms')).toBeUndefined();
  });

  it('are suggested from other Route stages of the same account and region, without those that are there already', () => {
    const other = { ...gradual, type: ROUTE, refId: '1', name: 'Other' };
    const stages = [
      { ...other, alarms: ['known', { name: 'new', shadow: true }, '${parameters.x}'] },
      { ...other, refId: '3', region: 'eu-west-1', alarms: ['elsewhere'] },
    ];
    const stage = { refId: '2', requisiteStageRefIds: ['1'], alarms: ['known', ''] };
    const shown = show(stage, { pipeline: { stages: [...stages, { ...gradual, ...stage, type: ROUTE }] } });
    const second = row('Alarm 2');

    fireEvent.click(second.getByRole('button', { name: 'Show suggestions' }));
    const offered = second.getAllByRole('option').map((option) => option.textContent);
    fireEvent.click(second.getByRole('option', { name: 'new' }));

    expect(offered).toEqual(['new']);
    expect(stored(shown, 'alarms')).toEqual(['known', 'new']);
  });

  it('that the rows cannot show are kept, and a shadow by expression is', () => {
    const odd = [{ nam: 'b' }, ['x'], { name: 'a', shadow: '${parameters.tryOut}' }];
    const shown = show({ alarms: odd });

    expect(screen.getByRole('group', { name: 'Alarm 2' }).textContent).toContain('["x"]');
    expect(screen.getByRole('group', { name: 'Alarm 3' }).textContent).toContain('Shadow: ${parameters.tryOut}');
    type('Name of alarm 3', 'c');
    expect(stored(shown, 'alarms')).toEqual([{ nam: 'b' }, ['x'], { name: 'c', shadow: '${parameters.tryOut}' }]);
  });

  it.each(['["a", "b"]', '${parameters.alarms}'])('given as the text %s stay text', (text) => {
    const { changes, stage } = show({ alarms: text });

    expect(screen.queryByLabelText('Name of alarm 1')).toBeNull();
    expect(screen.getAllByDisplayValue(text)).toHaveLength(1);
    expect([changes, stage['alarms']]).toEqual([[], text]);
  });

  it('say that one on the function cannot tell versions apart', () => {
    const { container } = show({ alarms: ['a'] });

    expect(container.textContent).toContain('An alarm on the whole function cannot tell its versions apart');
  });
});

describe('guards', () => {
  it('are sentences with inputs, which show their defaults while they are empty', () => {
    show({ guards: [{ metric: 'errorRate', minimumInvocations: 300 }, { metric: 'durationP50' }] });

    expect(row('Guard 1').getByLabelText(/^Tolerated increase of guard 1, 1 if empty/)).toBeDefined();
    expect(valueOf(/^Minimum calls of guard 1/)).toBe('300');
    expect((control(/^Tolerated ratio of guard 2, 1.25 if empty/) as HTMLInputElement).placeholder).toBe('1.25');
    expect(screen.getByRole('group', { name: 'Guard 1' }).textContent).toContain('points above the baseline');
    expect(screen.getByRole('group', { name: 'Guard 2' }).textContent).toContain('× the baseline’s');
  });

  it('are added on the next metric, changed, set to shadow and removed', () => {
    const shown = show({ guards: [{ metric: 'errorRate' }] });

    click('button', 'Add guard');
    const focused = document.activeElement?.getAttribute('aria-label');
    fireEvent.change(control('Metric of guard 2'), { target: { value: 'durationP99' } });
    type(/^Tolerated ratio of guard 2/, '2.5');
    click('checkbox', 'Guard 2 in shadow');
    click('button', 'Edit warm-up and confidence of guard 2');
    type(/^Warm-up of guard 2/, '5');
    type(/^Confidence of guard 2/, '0.999');
    click('button', 'Remove guard 1');

    expect(focused).toBe('Metric of guard 2');
    expect(stored(shown, 'guards')).toEqual([
      { metric: 'durationP99', maxRatio: 2.5, shadow: true, warmupMinutes: 5, confidence: 0.999 },
    ]);
  });

  it('lose a limit of the other kind with their metric, and say when one was given', () => {
    const shown = show({ guards: [{ metric: 'errorRate', maxIncreasePercentPoints: 2, maxRatio: 3 }] });

    expect(redLines(shown.container).join()).toMatch(/maxRatio|Tolerated ratio/);
    click('button', 'Remove maxRatio of guard 1');
    expect(stored(shown, 'guards')).toEqual([{ metric: 'errorRate', maxIncreasePercentPoints: 2 }]);

    fireEvent.change(control('Metric of guard 1'), { target: { value: 'durationP50' } });
    expect(stored(shown, 'guards')).toEqual([{ metric: 'durationP50' }]);
  });

  it('that the rows cannot show are kept and described, and can be removed', () => {
    const odd = [
      { metric: '${parameters.metric}' },
      { metric: 'coldStarts' },
      'x',
      { metric: 'errorRate', shadow: 'so' },
    ];
    const shown = show({ guards: odd });

    expect(screen.getByRole('group', { name: 'Guard 1' }).textContent).toContain('${parameters.metric}');
    expect(screen.getByRole('group', { name: 'Guard 2' }).textContent).toContain('coldStarts');
    expect(screen.getByRole('group', { name: 'Guard 4' }).textContent).toContain('Shadow: so');
    click('button', 'Remove guard 2');
    expect(stored(shown, 'guards')).toEqual([odd[0], 'x', odd[3]]);
  });

  it('take expressions in their figures', () => {
    const shown = show({ guards: [{ metric: 'errorRate', minimumInvocations: '${parameters.calls}' }] });

    expect(valueOf(/^Minimum calls of guard 1/)).toBe('${parameters.calls}');
    expect(shown.changes).toEqual([]);
  });

  it('for which every hold is too short are named before the rollout runs', () => {
    show({
      steps: [{ weightPercent: 10, holdSeconds: 300 }],
      guards: [{ metric: 'errorRate' }, { metric: 'durationP50' }],
    });

    expect(screen.getByRole('status').textContent).toContain('No hold or watch is long enough for median duration');
    fireEvent.change(control('Hold of step 1'), { target: { value: '8' } });
    expect(screen.queryByRole('status')).toBeNull();
  });

  it('say in red what is wrong with one of them', () => {
    const { container } = show({ guards: [{ metric: 'errorRate', confidence: 2 }] });

    expect(redLines(container).join()).toContain('Confidence must be');
  });
});

describe('too few calls', () => {
  const policy = () => within(screen.getByRole('radiogroup', { name: 'Still too few calls' }));

  it('are answered by how much longer a hold lasts, and what then', () => {
    const shown = show({ guards: [{ metric: 'errorRate' }] });

    type('Extend each hold by at most', '15');
    fireEvent.click(policy().getByLabelText('Revert'));
    expect(stored(shown, 'evidence')).toEqual({ extendSeconds: 900, onTooFew: 'revert' });

    fireEvent.click(policy().getByLabelText('Proceed or hold'));
    type('Extend each hold by at most', '');
    expect(stored(shown, 'evidence')).toBeUndefined();
  });

  it('keep an answer that is none of the choices, and text', () => {
    const shown = show({ guards: [{ metric: 'errorRate' }], evidence: { onTooFew: 'shrug' } });

    expect((screen.getByRole('radio', { name: 'shrug' }) as HTMLInputElement).checked).toBe(true);
    expect(shown.changes).toEqual([]);
  });

  it.each(['{"onTooFew": "hold"}', '${parameters.evidence}'])('given as the text %s stay text', (text) => {
    const { changes } = show({ guards: [{ metric: 'errorRate' }], evidence: text });

    expect(screen.getAllByDisplayValue(text)).toHaveLength(1);
    expect(changes).toEqual([]);
  });
});

describe('the bake', () => {
  it('is entered in minutes, written in seconds, and drawn in the plan', () => {
    const shown = show();

    type('Bake', '30');

    expect(stored(shown, 'bakeSeconds')).toBe(1800);
    expect(shown.container.textContent).toContain('30 min at 100% before the stage is done');
    expect(screen.getByRole('img', { name: /^Planned weights/ }).getAttribute('aria-label')).toContain(
      'Bake from 10 min for 30 min.',
    );
    expect(shown.container.textContent).toContain('30 min of bake');
  });

  it('counts when the plan says that the stage has too little time', () => {
    const { container } = show({ bakeSeconds: 3600 });

    expect(container.querySelector('.lst-shortage')?.textContent).toContain('longer than the deadline');
  });
});

describe('the watch after the stage', () => {
  it('is entered in larger units and written in seconds', () => {
    const shown = show({ alarms: ['checkout-5xx'], watchSeconds: 3600 });

    type('Watch after the end', '2');

    expect(stored(shown, 'watchSeconds')).toBe(7200);
    expect(shown.container.textContent).toContain('2 h after this stage');
  });
});

describe('the plan of a rollout with guards', () => {
  const guards = [{ metric: 'errorRate' }];
  const plan = (): HTMLElement => screen.getByRole('img', { name: /^Planned weights/ });

  it('shows the longest course dashed beside the shortest', () => {
    const { container } = show({ guards, steps: [...gradual.steps, { weightPercent: 50, holdSeconds: 1200 }] });

    expect(plan().querySelectorAll('.lst-plan-line, .lst-plan-longest')).toHaveLength(2);
    expect(plan().getAttribute('aria-label')).toContain(
      'If calls are too few, at most: 10% from the beginning, 50% from 20 min, 100% from 1 h.',
    );
    expect(container.textContent).toContain(
      'while calls are too few, its 2 holds grow by up to 30 min in all (dashed)',
    );
  });

  it('uses the extension that the stage gives', () => {
    show({ guards, evidence: { extendSeconds: 60 } });

    expect(plan().getAttribute('aria-label')).toContain('100% from 11 min.');
  });

  it.each([
    ['in shadow', { guards: [{ metric: 'errorRate', shadow: true }] }],
    ['by expression', { guards: '${parameters.guards}' }],
    ['that extend nothing', { guards, evidence: { extendSeconds: 0 } }],
    ['with an odd policy', { guards, evidence: { extendSeconds: 'long' } }],
  ])('has one course if there are only guards %s', (_, fields) => {
    show(fields);

    expect(plan().querySelector('.lst-plan-longest')).toBeNull();
  });
});

describe('another strategy', () => {
  it('drops guards and bake that it would reject, and brings them back', () => {
    const shown = show({ guards: [{ metric: 'errorRate' }], bakeSeconds: 600, evidence: { onTooFew: 'hold' } });

    click('radio', /^Simple/);
    expect([stored(shown, 'guards'), stored(shown, 'evidence')]).toEqual([undefined, undefined]);

    click('radio', /^Weighted/);
    expect(stored(shown, 'bakeSeconds')).toBeUndefined();

    click('radio', /^Gradual/);
    expect([stored(shown, 'guards'), stored(shown, 'evidence'), stored(shown, 'bakeSeconds')]).toEqual([
      [{ metric: 'errorRate' }],
      { onTooFew: 'hold' },
      600,
    ]);
  });
});
