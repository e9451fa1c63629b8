import { cleanup } from '@testing-library/react';
import { click, control, redLines, saved, showForm, type } from '../../testing/showForm';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';

describe('the health check', () => {
  it('shows an inline artifact as its text and writes it back as an artifact', () => {
    const artifact = { id: 'a', artifact: { type: 'embedded/base64', reference: 'eyJhIjoxfQ==', name: 'payload' } };
    const shown = showForm(ROUTE, { deploymentStrategy: '$BLUEGREEN', payloadArtifact: artifact });

    const before = (control('Payload artifact') as HTMLTextAreaElement).value;
    type('Payload artifact', '{"a":"ü"}');

    expect(before).toBe('{"a":1}');
    expect(saved(shown.stage)).toMatchObject({
      payloadArtifact: {
        id: 'a',
        artifact: { type: 'embedded/base64', reference: 'eyJhIjoiw7wifQ==', name: 'payload' },
      },
    });
  });

  it('names an artifact whose content is stored elsewhere, and keeps it', () => {
    const { container, changes } = showForm(ROUTE, {
      deploymentStrategy: '$BLUEGREEN',
      payloadArtifact: { artifact: { type: 's3/object', name: 'event' } },
    });

    expect(container.querySelector('[data-field=payloadArtifact]')?.textContent).toContain(
      'An artifact of type s3/object named event: kept as is.',
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
    [{ timeout: 30 }, 's· the timeout below, 30 s'],
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
