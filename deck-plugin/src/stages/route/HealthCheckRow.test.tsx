import { cleanup, screen } from '@testing-library/react';
import { click, control, redLines, saved, showForm, type } from '../../testing/showForm';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const labelOf = (label: Element): string => label.querySelector('label, span')?.textContent ?? '';

const inline = (reference: string): Record<string, unknown> => ({
  id: 'a',
  artifact: { type: 'embedded/base64', reference, name: 'payload' },
});

describe("the health check of Spinnaker's own form", () => {
  it('has one control for each idea, and shows an inline artifact as its text, which it writes back as an artifact', () => {
    const shown = showForm(ROUTE, { deploymentStrategy: '$BLUEGREEN', payloadArtifact: inline('eyJhIjoxfQ==') });
    const before = (control('Payload') as HTMLTextAreaElement).value;

    type('Payload', '{"a":"ü"}');

    expect(before).toBe('{"a":1}');
    expect(saved(shown.stage)).toMatchObject({ payloadArtifact: inline('eyJhIjoiw7wifQ==') });
    expect(shown.container.querySelector('[data-field=payloadArtifact]')?.textContent).toContain(
      'From the artifact payloadArtifact, a field of Spinnaker’s own form.',
    );
    expect([...shown.container.querySelectorAll('[data-section=healthCheck] .lst-label')].map(labelOf)).toEqual([
      'Payload',
      'Timeout per call',
      'Attempts',
      'Pause between attempts',
      'Responses',
      'Result',
      'Body equals',
      'Body contains',
      'Response matches',
      'Maximum duration',
      'JSON path conditions',
    ]);
  });

  it('is converted part by part, without loss', () => {
    const shown = showForm(ROUTE, {
      deploymentStrategy: '$BLUEGREEN',
      payloadArtifact: inline(btoa('{"id": 12345678901234567890}')),
      outputArtifact: inline(btoa('{ "ok": true }')),
      timeout: 30,
    });

    click('button', 'Convert payloadArtifact to Payload');
    click('button', 'Convert outputArtifact to Body equals');
    click('button', 'Convert timeout to Timeout per call');

    expect(saved(shown.stage)).toEqual({
      deploymentStrategy: '$BLUEGREEN',
      healthCheck: {
        invokePayload: '{"id": 12345678901234567890}',
        expect: { body: { ok: true } },
        timeoutSeconds: 30,
      },
    });
    expect(control('Timeout per call')).toHaveProperty('value', '30');
    expect(shown.container.textContent).not.toContain('Spinnaker’s own form');
  });

  it('names an artifact whose content is stored elsewhere, and keeps it', () => {
    const { container, changes } = showForm(ROUTE, {
      deploymentStrategy: '$BLUEGREEN',
      payloadArtifact: { artifact: { type: 's3/object', name: 'event' } },
    });

    expect(container.querySelector('[data-field=payloadArtifact]')?.textContent).toContain(
      'An artifact of type s3/object named event: kept as is.',
    );
    expect(screen.queryByRole('button', { name: /^Convert payload/ })).toBeNull();
    expect(changes).toEqual([]);
  });

  it('shows both of two payloads, of which one has to go', () => {
    const shown = showForm(ROUTE, {
      deploymentStrategy: '$BLUEGREEN',
      payloadArtifact: inline('eyJhIjoxfQ=='),
      healthCheck: { invokePayload: 'x' },
    });
    const payloads = screen.getAllByLabelText('Payload').map((input) => (input as HTMLTextAreaElement).value);

    click('button', 'Remove payloadArtifact');

    expect(payloads).toEqual(['{"a":1}', 'x']);
    expect(saved(shown.stage)).toEqual({ deploymentStrategy: '$BLUEGREEN', healthCheck: { invokePayload: 'x' } });
  });

  it('shows an expression for an artifact or for its content, and keeps it', () => {
    const { container, changes } = showForm(ROUTE, {
      deploymentStrategy: '$BLUEGREEN',
      payloadArtifact: '${parameters.event}',
      outputArtifact: { artifact: { type: 'embedded/base64', reference: '${parameters.expected}' } },
    });

    expect(control('Payload artifact as an expression')).toHaveProperty('value', '${parameters.event}');
    expect(container.querySelector('[data-field=outputArtifact]')?.textContent).toContain(
      'An inline artifact with the content ${parameters.expected}: kept as is.',
    );
    expect(changes).toEqual([]);
  });
});

describe('a health check in rows', () => {
  it('is created by selecting Blue/green, and written as the contract reads it', () => {
    const shown = showForm(ROUTE, {});

    click('radio', 'Blue/green');
    type('Payload', '{"ping":true}');
    type('Attempts', '3');
    type('Body contains', '{"ok":true}');
    const written = saved(shown.stage);
    type('Attempts', '99');

    expect(written).toEqual({
      deploymentStrategy: '$BLUEGREEN',
      versionNameA: '$LATEST',
      healthCheck: { invokePayload: { ping: true }, attempts: 3, expect: { bodyContains: { ok: true } } },
    });
    expect(redLines(shown.container)).toEqual(['Attempts must be a whole number from 1 to 20.']);
  });

  it('says whether responses are recorded, and writes it only if they are not', () => {
    const shown = showForm(ROUTE, { deploymentStrategy: '$BLUEGREEN', healthCheck: {} });

    click('radio', 'Do not record');
    const none = saved(shown.stage);
    click('radio', 'Record what conditions find');
    const recorded = saved(shown.stage);

    expect(none).toMatchObject({ healthCheck: { recordResponse: 'none' } });
    expect(recorded).toMatchObject({ healthCheck: {} });
    expect(recorded).not.toHaveProperty('healthCheck.recordResponse');
  });

  it.each([
    [{}, "s· the function's own timeout plus 5 s"],
    [{ timeout: 30 }, 's123${ }'],
    [{ timeout: 0 }, "s· the function's own timeout plus 5 s"],
  ])('says what applies if a row is empty, with %j', (given, within) => {
    const { container } = showForm(ROUTE, { deploymentStrategy: '$BLUEGREEN', healthCheck: {}, ...given });

    const line = (words: string): string | undefined => control(words).closest('.lst-line')?.textContent ?? undefined;

    expect([line('Timeout per call'), line('Attempts'), line('Pause between attempts')]).toEqual([
      within,
      'at most· once',
      's· 10 s',
    ]);
    expect(container.querySelectorAll('.lst-error')).toHaveLength(0);
  });

  it('shows no default next to a value', () => {
    showForm(ROUTE, { deploymentStrategy: '$BLUEGREEN', healthCheck: { attempts: 3 } });

    expect(control('Attempts').closest('.lst-line')?.textContent).toBe('at most');
  });

  it('stays when its last row is cleared, and is JSON if rows cannot show it', () => {
    const shown = showForm(ROUTE, { deploymentStrategy: '$BLUEGREEN', healthCheck: { attempts: 3 } });

    type('Attempts', '');
    const empty = saved(shown.stage);
    cleanup();
    showForm(ROUTE, { deploymentStrategy: '$BLUEGREEN', healthCheck: { expect: [1] } });

    expect(empty).toEqual({ deploymentStrategy: '$BLUEGREEN', healthCheck: {} });
    expect(control('Health check')).toHaveProperty('value', '{\n  "expect": [\n    1\n  ]\n}');
  });
});
