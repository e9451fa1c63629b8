import { cleanup, fireEvent, screen } from '@testing-library/react';
import { click, control, redLines, saved, showForm, type, type ShownForm } from '../../../testing/showForm';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const gradual = {
  account: 'local',
  region: 'us-east-1',
  functionName: 'checkout',
  aliasName: 'live',
  deploymentStrategy: '$GRADUAL',
  versionNameA: '$LATEST',
};
const show = (fields: Record<string, unknown>): ShownForm => showForm(ROUTE, { ...gradual, ...fields });
const stepsOf = (shown: ShownForm): unknown => (saved(shown.stage) as Record<string, unknown>)['steps'];
const weights = (): string[] =>
  screen.getAllByLabelText(/^Weight of step/).map((input) => (input as HTMLInputElement).value);
const plan = (): string => screen.getByRole('img', { name: /^Planned weights/ }).getAttribute('aria-label') ?? '';

describe('a new gradual route', () => {
  it('starts with a preset, whose steps are shown', () => {
    const shown = showForm(ROUTE, { versionNameA: '$LATEST' });

    click('radio', 'Gradual');

    expect(saved(shown.stage)).toEqual({
      deploymentStrategy: '$GRADUAL',
      versionNameA: '$LATEST',
      preset: 'LambdaCanary10Percent10Minutes',
    });
    expect(weights()).toEqual(['10']);
    expect(
      [control('Hold of step 1'), control('Unit of the hold of step 1')].map(
        (input) => (input as HTMLInputElement).value,
      ),
    ).toEqual(['10', 'min']);
  });
});

describe('the preset', () => {
  it('expands into its steps and their plan', () => {
    const shown = show({ preset: 'LambdaAllAtOnce' });

    fireEvent.change(control('Preset'), { target: { value: 'LambdaLinear10PercentEvery1Minute' } });

    expect(saved(shown.stage)).toEqual({ ...gradual, preset: 'LambdaLinear10PercentEvery1Minute' });
    expect(weights()).toEqual(['10', '90']);
    expect(shown.container.querySelector('.lst-step-fold')?.textContent).toBe(
      '…Steps 2 to 8: 10% more every 1 minShow',
    );
    expect(plan()).toBe(
      'Planned weights of the candidate: 10% from the beginning, 20% from 1 min, 30% from 2 min, 40% from 3 min, 50% from 4 min, 60% from 5 min, 70% from 6 min, 80% from 7 min, 90% from 8 min, 100% from 9 min. Deadline at 54 min, Orca gives up at 1 h.',
    );
    expect(shown.container.textContent).toContain(
      '9 min 30 s in total: 9 min of holds, about 30 s for AWS calls. The deadline is at 54 min; Orca gives up at 1 h.',
    );
  });

  it('is selected by what it does, and its name stands beside it', () => {
    const { container } = show({ preset: 'CodeDeployDefault.LambdaLinear10PercentEvery10Minutes' });
    const select = control('Preset') as HTMLSelectElement;

    expect(select.selectedOptions[0]?.text).toBe('10% more every 10 minutes');
    expect(container.querySelector('[data-field=preset]')?.textContent).toContain(
      'CodeDeploy’s LambdaLinear10PercentEvery10Minutes',
    );
  });

  it('folds its repeated steps, which one button shows again', () => {
    show({ preset: 'LambdaLinear10PercentEvery1Minute' });
    const folded = weights();

    click('button', 'Show steps 2 to 8');

    expect(folded).toEqual(['10', '90']);
    expect(weights()).toEqual(['10', '20', '30', '40', '50', '60', '70', '80', '90']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Weight of step 2 in percent');
  });

  it('folds no step that has a problem, and none that someone works on', () => {
    const steps = Array.from({ length: 8 }, (_, index) => ({ weightPercent: 10 + 10 * index, holdSeconds: 60 }));
    show({ steps: steps.map((step, index) => (index === 3 ? { ...step, holdSecs: 5 } : step)) });
    const wrong = weights();
    cleanup();
    show({ steps });

    type('Weight of step 8 in percent', '85');
    type('Weight of step 8 in percent', '80');

    expect([wrong.length, weights().length]).toEqual([8, 8]);
  });

  it('becomes custom steps with the first change', () => {
    const shown = show({ preset: 'LambdaCanary10Percent5Minutes' });

    type('Weight of step 1 in percent', '20');

    expect(saved(shown.stage)).toEqual({ ...gradual, steps: [{ weightPercent: 20, holdSeconds: 300 }] });
    expect(control('Preset')).toHaveProperty('value', '');
  });

  it('leaves its steps as a start for Custom, and replaces steps when selected', () => {
    const shown = show({ preset: 'LambdaCanary10Percent5Minutes' });

    fireEvent.change(control('Preset'), { target: { value: '' } });
    const custom = saved(shown.stage);
    fireEvent.change(control('Preset'), { target: { value: 'LambdaCanary10Percent30Minutes' } });

    expect(custom).toEqual({ ...gradual, steps: [{ weightPercent: 10, holdSeconds: 300 }] });
    expect(saved(shown.stage)).toEqual({ ...gradual, preset: 'LambdaCanary10Percent30Minutes' });
  });
});

describe('the steps', () => {
  const three = [{ weightPercent: 10, holdSeconds: 600 }, { check: { attempts: 2 } }, { weightPercent: 50 }];

  it('show weight, hold in its best unit, checks in words, and when each starts', () => {
    const { container } = show({
      steps: [
        { weightPercent: 10, holdSeconds: 90 },
        { check: { expect: { bodyContains: { ok: true } } } },
        { weightPercent: 50, holdSeconds: 1800 },
      ],
    });

    expect([...container.querySelectorAll('.lst-step-start')].map((cell) => cell.textContent)).toEqual([
      'From min:s',
      '0:00',
      '1:30',
      '1:30',
      '31:30',
    ]);
    expect(control('Unit of the hold of step 1')).toHaveProperty('value', 's');
    expect(container.textContent).toContain('Health check: invoke the candidate, body contains {"ok":true}');
    expect(container.textContent).toContain('the end: the candidate becomes the main version');
  });

  it('write holds in seconds, and keep the unit while the user types', () => {
    const shown = show({ steps: three });

    type('Hold of step 1', '60');
    const typed = [
      stepsOf(shown),
      (control('Hold of step 1') as HTMLInputElement).value,
      (control('Unit of the hold of step 1') as HTMLInputElement).value,
    ];
    fireEvent.change(control('Unit of the hold of step 1'), { target: { value: 's' } });

    expect(typed).toEqual([[{ weightPercent: 10, holdSeconds: 3600 }, three[1], three[2]], '60', 'min']);
    expect(stepsOf(shown)).toEqual([{ weightPercent: 10, holdSeconds: 60 }, three[1], three[2]]);
  });

  it('are added with a sensible weight, or as a check, and get the focus', () => {
    const shown = show({ steps: three });

    click('button', 'Add weight');
    const focused = document.activeElement?.getAttribute('aria-label');
    click('button', 'Add check');

    expect(focused).toBe('Weight of step 4 in percent');
    expect(stepsOf(shown)).toEqual([...three, { weightPercent: 75, holdSeconds: 300 }, { check: {} }]);
  });

  it('move by buttons and by Alt and an arrow, and the focus goes with them', () => {
    const shown = show({ steps: three });

    click('button', 'Move check, step 2 up');
    const first = stepsOf(shown);
    fireEvent.keyDown(control('Weight of step 3 in percent'), { key: 'ArrowUp', altKey: true });

    expect(first).toEqual([three[1], three[0], three[2]]);
    expect(stepsOf(shown)).toEqual([three[1], three[2], three[0]]);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Weight of step 2 in percent');
  });

  it('stay where they are at the ends, and without Alt', () => {
    const shown = show({ steps: three });

    fireEvent.keyDown(control('Weight of step 1 in percent'), { key: 'ArrowUp', altKey: true });
    fireEvent.keyDown(control('Weight of step 1 in percent'), { key: 'ArrowDown' });

    expect(stepsOf(shown)).toEqual(three);
    expect(screen.getByRole('button', { name: 'Move step 1 up' })).toHaveProperty('disabled', true);
  });

  it('are removed one by one', () => {
    const shown = show({ steps: three });

    click('button', 'Remove check, step 2');

    expect(stepsOf(shown)).toEqual([three[0], three[2]]);
  });

  it('let a check be edited in place', () => {
    const shown = show({ steps: three });

    click('button', 'Edit check, step 2');
    type('Attempts', '3');

    expect(stepsOf(shown)).toEqual([three[0], { check: { attempts: 3 } }, three[2]]);
  });

  it('show what is wrong below the row', () => {
    const { container } = show({ steps: [{ weightPercent: 25 }, { weightPercent: 10 }] });

    expect(redLines(container)).toEqual([
      'Weight is 10, but an earlier weight is 25; each weight must be higher than the one before.',
    ]);
  });

  it('keep anything that is not a step, and an explicit promotion', () => {
    const shown = show({ steps: ['odd', { weightPercent: 10 }, { weightPercent: 100 }] });

    type('Weight of step 2 in percent', '15');

    expect(stepsOf(shown)).toEqual(['odd', { weightPercent: 15 }, { weightPercent: 100 }]);
  });

  it('are hatched while a hold is an expression', () => {
    show({ steps: [{ weightPercent: 10, holdSeconds: '${parameters.hold}' }] });

    expect(control('Hold of step 1')).toHaveProperty('value', '${parameters.hold}');
    expect(screen.getByRole('img', { name: 'The plan is known at run time.' })).toBeTruthy();
  });
});

describe('a gradual form with odd values', () => {
  it('counts steps from 1, in the words of the row', () => {
    const { container } = show({ steps: [{ weightPercent: 150, holdSecs: 60 }, 'x', { check: 'yes' }] });

    expect(redLines(container)).toEqual(
      expect.arrayContaining([
        'Weight must be a whole number from 1 to 100.',
        'Step 2 must be a weight with its hold, or a check.',
        'Health check must be a map such as { invokePayload, expect }.',
      ]),
    );
    expect(container.textContent).toContain('Health check: "yes"');
  });

  it('reads a preset as CodeDeploy and SAM write it, and shows no steps for an unknown name', () => {
    show({ preset: 'CodeDeployDefault.LambdaCanary10Percent5Minutes' });
    const known = weights();
    const { container } = show({ preset: 'Canary12' });

    expect(known).toEqual(['10']);
    expect(container.textContent).toContain('The steps come from the preset.');
    expect(container.textContent).toContain('The plan appears here once the preset is valid.');
  });

  it.each([
    ['Keep the preset', { preset: 'LambdaCanary10Percent5Minutes' }],
    ['Keep the steps', { steps: [{ weightPercent: 20 }] }],
  ])('offers to %s of a preset and steps', (button, kept) => {
    const shown = show({ preset: 'LambdaCanary10Percent5Minutes', steps: [{ weightPercent: 20 }] });

    click('button', button);

    expect(saved(shown.stage)).toEqual({ ...gradual, ...kept });
  });

  it('says which preset custom steps were started from', () => {
    const { container } = show({ preset: 'LambdaCanary10Percent5Minutes' });

    type('Weight of step 1 in percent', '20');

    expect(container.textContent).toContain('Started from 10%, and 100% after 5 minutes.');
  });

  it('gives an expression room, and names it', () => {
    const { container } = show({ steps: [{ weightPercent: 10, holdSeconds: '${parameters.hold}' }] });

    expect(container.querySelector('.lst-step-open')?.textContent).toContain('%s');
    expect(container.textContent).toContain('expression, evaluated at run time');
    expect(screen.queryByLabelText('Unit of the hold of step 1')).toBeNull();
  });
});

describe('a rollout that is longer than its stage', () => {
  it('can have its holds scaled, which turns a preset into custom steps', () => {
    const shown = show({ preset: 'LambdaLinear10PercentEvery10Minutes' });

    click('button', 'Scale holds to fit');

    expect(stepsOf(shown)).toEqual(
      Array.from({ length: 9 }, (_, index) => ({ weightPercent: (index + 1) * 10, holdSeconds: 300 })),
    );
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it("is drawn with the deadline and Orca's limit", () => {
    const { container } = show({ preset: 'LambdaLinear10PercentEvery10Minutes' });

    expect([...container.querySelectorAll('.lst-plan-late, .lst-plan-end')].map((label) => label.textContent)).toEqual([
      'deadline 54 min',
      'Orca gives up at 1 h',
    ]);
  });

  it('has one label for both if they are at its left edge', () => {
    const { container } = show({ steps: [{ weightPercent: 10, holdSeconds: 86_400 }] });

    expect([...container.querySelectorAll('.lst-plan-late, .lst-plan-end')].map((label) => label.textContent)).toEqual([
      'deadline 54 min, Orca gives up at 1 h',
    ]);
  });

  it('warns with the remedy, which sets the timeout', () => {
    const shown = show({ preset: 'LambdaLinear10PercentEvery10Minutes' });
    const warning = screen.getByRole('alert').textContent;

    click('button', 'Set timeout to 1 h 41 min');

    expect(warning).toContain(
      '36 min 30 s longer than the deadline. Orca allows the stage 1 h, of which 6 min are reserved for a revert.',
    );
    expect(saved(shown.stage)).toEqual({
      ...gradual,
      preset: 'LambdaLinear10PercentEvery10Minutes',
      overrideTimeout: true,
      stageTimeoutMs: 6_060_000,
    });
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('a step that waits for a person', () => {
  it('says so, and keeps that when its weight changes', () => {
    const shown = show({ steps: [{ weightPercent: 10, holdUntilContinued: true }], stageTimeoutMs: 172_800_000 });

    fireEvent.change(control('Weight of step 1 in percent'), { target: { value: '20' } });

    expect(shown.container.textContent).toContain('Waits until somebody continues the rollout');
    expect(stepsOf(shown)).toEqual([{ weightPercent: 20, holdUntilContinued: true }]);
  });
});
