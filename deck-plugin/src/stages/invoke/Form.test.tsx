import { cleanup, fireEvent, screen } from '@testing-library/react';
import { validateStage } from '../../registration/validateStage';
import { click, control, redLines, saved, showForm, type } from '../../testing/showForm';

const INVOKE = 'Aws.LambdaInvokeStage';

describe('Invoke', () => {
  it('calls an alias or a version, never both', () => {
    const shown = showForm(INVOKE, { aliasName: 'live' });

    click('radio', 'A version');
    fireEvent.change(control('Version'), { target: { value: '$LATEST' } });
    const version = saved(shown.stage);
    click('radio', 'An alias');

    expect(version).toEqual({ version: '$LATEST' });
    expect(saved(shown.stage)).toEqual({ aliasName: 'live' });
  });

  it('says what is called if nothing is selected, and selects nothing on its own', () => {
    const { container } = showForm(INVOKE, {});

    const checked = screen
      .getAllByRole('radio', { name: /An alias|A version/ })
      .map((radio) => (radio as HTMLInputElement).checked);

    expect(checked).toEqual([false, false]);
    expect(container.querySelector('[data-section=where]')?.textContent).toContain(
      'If empty: the unpublished head is called.',
    );
  });

  it.each(['changes in place', 'hands out copies'] as const)(
    'keeps the selection of a version after leaving the stage in a Deck that %s, and says that one is needed',
    (host) => {
      const first = showForm(
        INVOKE,
        { account: 'a', region: 'us-east-1', functionName: 'f', aliasName: 'live' },
        { host },
      );
      click('radio', 'A version');
      fireEvent.change(control('Version'), { target: { value: '$LATEST' } });
      fireEvent.change(control('Version'), { target: { value: '' } });
      const left = saved(first.stage) as Record<string, unknown>;
      cleanup();

      const { container } = showForm(INVOKE, left);

      expect(screen.getByRole('radio', { name: 'A version' })).toHaveProperty('checked', true);
      expect(container.querySelector('[data-section=where]')?.textContent).toContain('1 value needed: version');
      expect(redLines(container)).toEqual([]);
      expect(validateStage(INVOKE, { ...left, alias: 'preconfiguredWebhook' })).toEqual({
        version: 'Version is required.',
      });
    },
  );

  it('keeps the selection of an alias too, which may be left empty', () => {
    const first = showForm(INVOKE, {});
    click('radio', 'An alias');
    const left = saved(first.stage) as Record<string, unknown>;
    cleanup();

    const { container } = showForm(INVOKE, left);

    expect(screen.getByRole('radio', { name: 'An alias' })).toHaveProperty('checked', true);
    expect(container.querySelector('[data-field=aliasName]')?.textContent).toContain(
      'If empty: the unpublished head is called.',
    );
  });

  it('lets $PREVIOUS use the alias whose previous version it is', () => {
    const shown = showForm(INVOKE, { version: '$PREVIOUS' });

    type('Alias', 'live');

    expect(saved(shown.stage)).toEqual({ version: '$PREVIOUS', aliasName: 'live' });
    expect(screen.getByRole('radio', { name: 'A version' })).toHaveProperty('checked', true);
    expect(redLines(shown.container)).toEqual([]);
  });

  it('has one way to say what the body must be, and shows the artifact of a stage that uses it', () => {
    showForm(INVOKE, {});
    const absent = screen.queryByLabelText('Expected output artifact');
    cleanup();

    showForm(INVOKE, { outputArtifact: { artifact: { type: 'embedded/base64', reference: btoa('ok') } } });

    expect(absent).toBeNull();
    expect(control('Expected output artifact')).toHaveProperty('value', 'ok');
  });

  it('keeps a payload as typed, and says what it is', () => {
    const shown = showForm(INVOKE, {});

    click('radio', 'JSON or text');
    type('Payload', '{"id": 12345678901234567890}');

    expect(saved(shown.stage)).toEqual({ invokePayload: '{"id": 12345678901234567890}' });
    expect(shown.container.textContent).toContain('Valid JSON 28 bytes');
  });

  it('keeps a payload that is JSON in the stage as JSON', () => {
    const shown = showForm(INVOKE, { invokePayload: { a: 1 } });

    type('Payload', '{"a": 2}');

    expect(saved(shown.stage)).toEqual({ invokePayload: { a: 2 } });
  });

  it('writes expectations as the contract reads them', () => {
    const shown = showForm(INVOKE, {});

    type('Body contains', '{"status":"UP"}');
    type('Body equals', 'plain text');
    type('Maximum duration', '800');
    click('button', 'Add expectation');
    fireEvent.change(control('JSON path of condition 1'), { target: { value: '$.statusCode' } });
    fireEvent.change(control('Value of condition 1'), { target: { value: '200' } });
    click('button', 'Add expectation');
    fireEvent.change(control('JSON path of condition 2'), { target: { value: '$.items' } });
    fireEvent.change(control('Kind of condition 2'), { target: { value: 'greaterThan' } });
    fireEvent.change(control('Value of condition 2'), { target: { value: '0' } });

    expect(saved(shown.stage)).toEqual({
      expect: {
        bodyContains: { status: 'UP' },
        body: 'plain text',
        maxDurationMs: 800,
        jsonPath: [
          { path: '$.statusCode', equals: 200 },
          { path: '$.items', greaterThan: 0 },
        ],
      },
    });
  });

  it('keeps conditions that it does not know, and removes the field when nothing is expected', () => {
    const shown = showForm(INVOKE, { expect: { jsonPath: [7, { path: '$.a', equals: 1, note: 'x' }], odd: true } });

    fireEvent.change(control('Value of condition 2'), { target: { value: '2' } });
    const kept = saved(shown.stage);
    click('button', 'Remove condition 1');
    click('button', 'Remove condition 1');

    expect(kept).toEqual({ expect: { jsonPath: [7, { path: '$.a', equals: 2, note: 'x' }], odd: true } });
    expect(saved(shown.stage)).toEqual({ expect: { odd: true } });
  });
});
