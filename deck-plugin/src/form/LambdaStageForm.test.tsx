import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import fc from 'fast-check';
import * as React from 'react';
import { stageDefinitions, STAGE_TYPES } from 'stage-contract';
import { stageConfigs } from '../registration/stageConfigs';
import { nativeStages } from '../testing/nativeStages';
import { click, redLines, saved, showForm } from '../testing/showForm';

/** Finds by text: searching for roles computes every style of a large form. */
const openAll = (): void => {
  screen.queryAllByText('Open all').forEach((button) => fireEvent.click(button));
};

describe.each(STAGE_TYPES)('the form of %s', (type) => {
  it('shows an empty stage without red, and counts what is needed', () => {
    const { container } = showForm(type, {});

    expect(redLines(container)).toEqual([]);
    expect(container.querySelector('[data-section=where]')?.textContent).toMatch(
      /[34] values needed: account, region, function/,
    );
  });

  it("shows a stage of Spinnaker's own form without a complaint and without changing it", () => {
    const stage = structured(nativeStages[type]);
    const { container, changes } = showForm(type, stage);

    openAll();

    expect(redLines(container)).toEqual([]);
    expect(container.querySelector('.lst-odd')).toBeNull();
    expect(changes).toEqual([]);
    expect(stage).toEqual(nativeStages[type]);
  });

  it('binds a label to every input', () => {
    const { container } = showForm(type, structured(nativeStages[type]));

    openAll();

    const inputs = [...container.querySelectorAll<HTMLInputElement>('input, select, textarea')];
    expect(
      inputs
        .filter(
          (input) =>
            (input.labels?.length ?? 0) === 0 &&
            input.getAttribute('aria-label') === null &&
            input.getAttribute('aria-labelledby') === null,
        )
        .map((input) => input.name),
    ).toEqual([]);
    expect(inputs.length).toBeGreaterThan(3);
  });

  it('shows examples in empty controls as examples, never like values', () => {
    const { container } = showForm(type, {
      aliasName: '$',
      version: '$PROVIDED',
      deploymentStrategy: '$BLUEGREEN',
      healthCheck: { expect: { jsonPath: [{}] } },
      eventSources: [{}],
      invokePayload: ' ',
      functionName: '${',
    });

    openAll();

    expect(
      [...container.querySelectorAll('[placeholder]')]
        .map((element) => element.getAttribute('placeholder') ?? '')
        .filter((text) => !/^(such as .+|add an?.*|enter or select a name|name|value|JSON|text or JSON|)$/.test(text)),
    ).toEqual([]);
  });

  it('gives every element its own ID', () => {
    const { container } = showForm(type, structured(nativeStages[type]));

    openAll();

    const ids = [...container.querySelectorAll('[id]')].map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('shows any JSON without crashing and without changing it', () => {
    const complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const names = Object.keys(stageDefinitions[type].schema.shape);
    const nonsense = fc.dictionary(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...names, 'trafficPercntA', 'payload', '__proto__', 'constructor') },
        { weight: 1, arbitrary: fc.string() },
      ),
      fc.oneof(
        fc.jsonValue({ maxDepth: 3 }),
        fc.constantFrom<unknown>(
          '${a}',
          '$WEIGHTED',
          '$BLUEGREEN',
          '$MOVING',
          '$ALL',
          '$PROVIDED',
          [null],
          [[1], { a: 1 }],
          { a: { b: [{}] } },
          NaN,
        ),
      ),
      { maxKeys: 14 },
    );
    const pipelines = fc.oneof(
      fc.constant({}),
      fc.record({
        stages: fc.oneof(
          fc.jsonValue({ maxDepth: 2 }),
          fc.array(
            fc.record({
              refId: fc.jsonValue({ maxDepth: 1 }),
              type: fc.constantFrom(...STAGE_TYPES),
              functionName: fc.jsonValue({ maxDepth: 1 }),
              aliases: fc.jsonValue({ maxDepth: 2 }),
              requisiteStageRefIds: fc.jsonValue({ maxDepth: 1 }),
            }),
          ),
        ),
      }),
    );

    fc.assert(
      fc.property(nonsense, pipelines, (stage, pipeline) => {
        const before = JSON.stringify(stage);
        const { changes } = showForm(type, stage, { pipeline });
        openAll();
        expect(changes).toEqual([]);
        expect(JSON.stringify(stage)).toBe(before);
        cleanup();
      }),
      { numRuns: 60 },
    );

    expect(complaints.mock.calls.map((call) => String(call[0]))).toEqual([]);
  });
});

describe('a form', () => {
  it('names unknown fields and values at the top, keeps them, and renames what was probably meant', () => {
    const shown = showForm('Aws.LambdaTrafficRoutingStage', {
      deploymentStrategy: '$CANARY',
      trafficPercntA: 10,
      odd: { a: 1 },
    });

    expect(shown.container.querySelector('.lst-odd')?.textContent).toContain(
      "This form can't show 3 of this stage's values. They are kept until you change them.",
    );
    expect(shown.container.querySelector('.lst-odd')?.textContent).toContain(
      'trafficPercntA: 10 – not a field, did you mean trafficPercentA?',
    );
    expect(shown.container.querySelector('.lst-odd')?.textContent).toContain(
      'deploymentStrategy: "$CANARY" – not an option of Strategy.',
    );

    click('button', 'Rename trafficPercntA to trafficPercentA');

    expect(saved(shown.stage)).toEqual({ deploymentStrategy: '$CANARY', trafficPercentA: 10, odd: { a: 1 } });
  });

  it('forgets a removed field, although Deck keeps it as undefined', () => {
    const shown = showForm('Aws.LambdaTrafficRoutingStage', { functionNam: 'x' });

    click('button', 'Remove functionNam');

    expect(shown.stage).toHaveProperty('functionNam', undefined);
    expect(shown.container.querySelector('.lst-odd')).toBeNull();
  });

  it('starts over for another stage of the same type', () => {
    const Form = stageConfigs.find(({ key }) => key === 'Aws.LambdaDeploymentStage')?.component as React.ComponentType<
      Record<string, unknown>
    >;
    const page = render(<Form stage={{ refId: '1', memorySize: 64 }} updateStageField={() => undefined} />);

    page.rerender(<Form stage={{ refId: '2', timeout: 3 }} updateStageField={() => undefined} />);

    expect(redLines(page.container)).toEqual([]);
    expect(page.container.querySelector('[aria-expanded=true]:not([role])')).toBeNull();
  });

  it('keeps what its controls cannot show while other fields are edited', () => {
    const shown = showForm('Aws.LambdaTrafficRoutingStage', {
      deploymentStrategy: '$SIMPLE',
      onFailure: ['x'],
      unknown: [1],
      functionName: { a: 1 },
    });

    fireEvent.change(screen.getByLabelText('Alias'), { target: { value: 'live' } });

    expect(saved(shown.stage)).toEqual({
      deploymentStrategy: '$SIMPLE',
      onFailure: ['x'],
      unknown: [1],
      functionName: { a: 1 },
      aliasName: 'live',
    });
    expect(shown.container.textContent).toContain('{"a":1}');
  });

  it('names a field that this release rejects, with what to do instead', () => {
    const shown = showForm('Aws.LambdaTrafficRoutingStage', {
      targets: [],
      deploymentStrategy: '$SIMPLE',
    });

    expect(shown.container.querySelector('.lst-odd')?.textContent).toContain(
      'targets – is not supported yet; use one stage per target.',
    );
  });

  it("says what happened to the payload of Spinnaker's own Invoke", () => {
    const shown = showForm('Aws.LambdaInvokeStage', { alias: 'preconfiguredWebhook', payload: '{"a":1}' });

    click('button', 'Rename payload to invokePayload');

    expect(saved(shown.stage)).toEqual({ alias: 'preconfiguredWebhook', invokePayload: '{"a":1}' });
  });

  it('shows a problem in red only after the field had the focus', () => {
    const { container } = showForm('Aws.LambdaTrafficRoutingStage', {});

    fireEvent.focus(screen.getByLabelText('Alias'));
    fireEvent.blur(screen.getByLabelText('Alias'));

    expect(redLines(container)).toEqual(['Alias is required.']);
  });

  it('opens a closed section that contains an error, and says so when it is closed again', () => {
    const { container } = showForm('Aws.LambdaDeploymentStage', { memorySize: 64 });

    expect(redLines(container)).toEqual(['Memory must be a whole number from 128 to 10240.']);

    click('button', /^Memory and timeout/);

    expect(screen.getByRole('button', { name: /^Memory and timeout/ }).getAttribute('aria-expanded')).toBe('false');
    expect(screen.getByRole('button', { name: /^Memory and timeout/ }).textContent).toContain('1 problem');
  });

  it('shows a closed section as one line of its values', () => {
    showForm('Aws.LambdaDeploymentStage', structured(nativeStages['Aws.LambdaDeploymentStage']));

    expect(screen.getByRole('button', { name: /^Memory and timeout/ }).textContent).toBe(
      'Memory and timeoutdescription says hello · memory 128 MB · timeout 3 s · 1 layer',
    );
    expect(screen.getByRole('button', { name: /^Environment/ }).textContent).toBe('Environment1 variable');
    expect(screen.getByRole('button', { name: /^Event sources/ }).textContent).toBe(
      'Event sources1 event source ARN · batch size 10',
    );
  });

  it('names fields of the JSON that have no control, with the reason', () => {
    const { container } = showForm(
      'Aws.LambdaTrafficRoutingStage',
      structured(nativeStages['Aws.LambdaTrafficRoutingStage']),
    );

    expect(container.querySelector('.lst-quiet')?.textContent).toBe(
      'Also set in this stage’s JSON, and kept: healthCheckType (there is only one type).',
    );
  });

  it('works in a Deck that passes copies as well as in one that changes the stage in place', () => {
    const shown = showForm('Aws.LambdaTrafficRoutingStage', {}, { host: 'hands out copies' });

    fireEvent.change(screen.getByLabelText('Alias'), { target: { value: 'live' } });
    click('radio', 'Weighted');

    expect(saved(shown.stage)).toEqual({
      aliasName: 'live',
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '$LATEST',
      versionNameB: '$PREVIOUS',
      trafficPercentA: 10,
    });
  });
});

/** A copy, because the form's host changes the stage in place. */
function structured(stage: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(stage)) as Record<string, unknown>;
}
