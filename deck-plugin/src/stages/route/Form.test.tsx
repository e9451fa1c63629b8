import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { validateStage } from '../../registration/validateStage';
import { click, control, redLines, saved, showForm, type } from '../../testing/showForm';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const INVOKE = 'Aws.LambdaInvokeStage';
const DELETE = 'Aws.LambdaDeleteStage';

const pipeline = {
  stages: [
    {
      refId: '1',
      type: 'Aws.LambdaDeploymentStage',
      name: 'Deploy',
      account: 'local',
      region: 'us-east-1',
      functionName: 'checkout',
      aliases: ['live'],
    },
    { refId: '2', type: ROUTE, name: 'Canary', requisiteStageRefIds: ['1'] },
  ],
};

describe('the target', () => {
  it('is taken over from an earlier stage by one click, with its alias', () => {
    const shown = showForm(ROUTE, { refId: '2', requisiteStageRefIds: ['1'] }, { pipeline });

    click('button', 'Use the target of stage “Deploy”');

    expect(saved(shown.stage)).toEqual({
      refId: '2',
      requisiteStageRefIds: ['1'],
      account: 'local',
      region: 'us-east-1',
      functionName: 'checkout',
      aliasName: 'live',
    });
    expect(shown.container.textContent).toContain('Deployed by stage “Deploy” of this pipeline.');
  });

  it('suggests functions and aliases of other stages', () => {
    showForm(ROUTE, { refId: '2', requisiteStageRefIds: ['1'] }, { pipeline });

    fireEvent.keyDown(control('Alias'), { key: 'ArrowDown' });

    expect(
      within(screen.getByRole('listbox'))
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toEqual(['live']);
  });
});

describe('the list of suggestions', () => {
  it('goes when the text is one of them, and shows all on request', () => {
    showForm(ROUTE, { refId: '2', requisiteStageRefIds: ['1'] }, { pipeline });

    fireEvent.change(control('Alias'), { target: { value: 'li' } });
    const typing = screen.queryAllByRole('option', { name: 'live' }).length;
    fireEvent.change(control('Alias'), { target: { value: 'live' } });
    const typed = screen.queryAllByRole('option', { name: 'live' }).length;
    fireEvent.keyDown(control('Alias'), { key: 'ArrowDown' });

    expect([typing, typed, screen.queryAllByRole('option', { name: 'live' }).length]).toEqual([1, 0, 1]);
  });
});

describe('the code', () => {
  it("is named by bucket and key or by an address, and changing one's mind loses nothing", () => {
    const shown = showForm('Aws.LambdaUpdateCodeStage', { s3bucket: 'builds', s3key: 'a.zip' });

    click('button', 'Use an s3:// address instead');
    type('Code address', 's3://builds/b.zip');
    const address = saved(shown.stage);
    click('button', 'Use bucket and key instead');

    expect(address).toEqual({ codeUri: 's3://builds/b.zip' });
    expect(saved(shown.stage)).toEqual({ s3bucket: 'builds', s3key: 'a.zip' });
  });

  it('shows both where the stage names both, with the complaint', () => {
    const { container } = showForm('Aws.LambdaUpdateCodeStage', {
      s3bucket: 'builds',
      s3key: 'a.zip',
      codeUri: 's3://builds/b.zip',
    });

    expect(control('S3 bucket')).toHaveProperty('value', 'builds');
    expect(redLines(container)).toEqual(['Code address is given together with s3bucket or s3key; name the code once.']);
  });
});

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

  it('drops the split for all traffic at once, and brings it back', () => {
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

  it('takes the steps of Gradual away for another strategy, and brings them back', () => {
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

  it('reads Candidate and Baseline where the macros say so', () => {
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
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toBe('Candidate 30 %, Baseline 70 %');
  });

  it('is hatched while the share is an expression', () => {
    const { container } = showForm(ROUTE, { ...weighted, trafficPercentA: '${parameters.percent}' });

    expect(screen.queryByRole('slider')).toBeNull();
    expect(container.querySelector('.lst-hatched')?.getAttribute('aria-label')).toBe('Split known at run time.');
  });

  it('asks for the number of a provided version beside it, and keeps a bare number', () => {
    const shown = showForm(ROUTE, { ...weighted, versionNameA: '41' });

    const kept = screen.getByRole('option', { name: 'version 41' });
    fireEvent.change(control('Version A'), { target: { value: '$PROVIDED' } });
    type('Version number A', '42');

    expect(kept).toBeTruthy();
    expect(saved(shown.stage)).toMatchObject({ versionNameA: '$PROVIDED', versionNumberA: '42' });
  });
});

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

  it('names an artifact whose content is elsewhere and keeps it', () => {
    const { container, changes } = showForm(ROUTE, {
      deploymentStrategy: '$BLUEGREEN',
      payloadArtifact: { artifact: { type: 's3/object', name: 'event' } },
    });

    expect(container.querySelector('[data-field=payloadArtifact]')?.textContent).toContain(
      'An artifact of type s3/object named event: kept as it is.',
    );
    expect(changes).toEqual([]);
  });
});

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

  it('says what is called when nothing is chosen, and chooses nothing by itself', () => {
    const { container } = showForm(INVOKE, {});

    const checked = screen
      .getAllByRole('radio', { name: /An alias|A version/ })
      .map((radio) => (radio as HTMLInputElement).checked);

    expect(checked).toEqual([false, false]);
    expect(container.querySelector('[data-section=where]')?.textContent).toContain(
      'Left empty: the unpublished head is called.',
    );
  });

  it.each(['changes in place', 'hands out copies'] as const)(
    'keeps the choice of a version over leaving the stage in a Deck that %s, and says that one is needed',
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
      expect(validateStage(INVOKE, left)).toEqual({ version: 'Version is required.' });
    },
  );

  it('keeps the choice of an alias too, which may be left empty', () => {
    const first = showForm(INVOKE, {});
    click('radio', 'An alias');
    const left = saved(first.stage) as Record<string, unknown>;
    cleanup();

    const { container } = showForm(INVOKE, left);

    expect(screen.getByRole('radio', { name: 'An alias' })).toHaveProperty('checked', true);
    expect(container.querySelector('[data-field=aliasName]')?.textContent).toContain(
      'Left empty: the unpublished head is called.',
    );
  });

  it('lets $PREVIOUS name the alias that it is the previous version of', () => {
    const shown = showForm(INVOKE, { version: '$PREVIOUS' });

    type('Alias', 'live');

    expect(saved(shown.stage)).toEqual({ version: '$PREVIOUS', aliasName: 'live' });
    expect(screen.getByRole('radio', { name: 'A version' })).toHaveProperty('checked', true);
    expect(redLines(shown.container)).toEqual([]);
  });

  it('keeps a payload as it is typed, and says what it is', () => {
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
    type('Duration at most', '800');
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

  it('keeps conditions that it does not know, and leaves the field out when nothing is expected', () => {
    const shown = showForm(INVOKE, { expect: { jsonPath: [7, { path: '$.a', equals: 1, note: 'x' }], odd: true } });

    fireEvent.change(control('Value of condition 2'), { target: { value: '2' } });
    const kept = saved(shown.stage);
    click('button', 'Remove condition 1');
    click('button', 'Remove condition 1');

    expect(kept).toEqual({ expect: { jsonPath: [7, { path: '$.a', equals: 2, note: 'x' }], odd: true } });
    expect(saved(shown.stage)).toEqual({ expect: { odd: true } });
  });
});

describe('Delete', () => {
  it('asks only for what the choice needs', () => {
    const shown = showForm(DELETE, { functionName: 'checkout' });

    const before = screen.queryByLabelText('Versions to keep');
    click('radio', /Older versions, keep the newest/);
    type('Versions to keep', '5');

    expect(before).toBeNull();
    expect(saved(shown.stage)).toEqual({ functionName: 'checkout', version: '$MOVING', retentionNumber: 5 });
  });

  it('asks to type the name before the whole function may go', () => {
    const shown = showForm(DELETE, { functionName: 'checkout', version: '$ALL' });

    const asked = shown.container.querySelector('[data-field=confirmFunctionName]')?.textContent;
    type('Confirm', 'chekout');

    expect(asked).toContain('Type checkout to confirm');
    expect(redLines(shown.container)).toContain('Confirm must equal functionName (checkout).');
  });

  it('keeps a bare version number as a choice of its own', () => {
    showForm(DELETE, { version: '41' });

    expect(screen.getByRole('radio', { name: /“41” the version of this number/ })).toHaveProperty('checked', true);
  });
});

describe('a misspelt name inside a value', () => {
  it('is renamed or removed by a click', () => {
    const shown = showForm(INVOKE, { expect: { maxDurationM: 5, odd: 1 } });

    click('button', 'Rename maxDurationM to maxDurationMs');
    click('button', 'Remove odd');

    expect(saved(shown.stage)).toEqual({ expect: { maxDurationMs: 5 } });
    expect(redLines(shown.container)).toEqual([]);
  });
});

describe('a health check by rows', () => {
  it('is made by choosing Blue/green, and written as the contract reads it', () => {
    const shown = showForm(ROUTE, {});

    click('radio', 'Blue/green');
    type('Call with', '{"ping":true}');
    type('Attempts', '3');
    type('Body contains', '{"ok":true}');
    const written = saved(shown.stage);
    type('Attempts', '99');

    expect(written).toEqual({
      deploymentStrategy: '$BLUEGREEN',
      versionNameA: '$LATEST',
      healthCheck: { invokePayload: { ping: true }, attempts: 3, expect: { bodyContains: { ok: true } } },
    });
    expect(redLines(shown.container)).toEqual(['attempts must be a whole number from 1 to 20.']);
  });

  it.each([
    [{}, "s· the function's own and 5 s"],
    [{ timeout: 30 }, 's· the timeout below, 30 s'],
    [{ timeout: 0 }, "s· the function's own and 5 s"],
  ])('says what holds where a row is left empty, beside %j', (given, within) => {
    const { container } = showForm(ROUTE, { deploymentStrategy: '$BLUEGREEN', healthCheck: {}, ...given });

    const line = (words: string): string | undefined => control(words).closest('.lst-line')?.textContent ?? undefined;

    expect([line('Each within'), line('Attempts'), line('Pause between')]).toEqual([
      within,
      'at most· once',
      's· 10 s',
    ]);
    expect(container.querySelectorAll('.lst-error')).toHaveLength(0);
  });

  it('says no default beside a value', () => {
    showForm(ROUTE, { deploymentStrategy: '$BLUEGREEN', healthCheck: { attempts: 3 } });

    expect(control('Attempts').closest('.lst-line')?.textContent).toBe('at most');
  });

  it('stays when its last row is cleared, and is JSON where rows cannot show it', () => {
    const shown = showForm(ROUTE, { deploymentStrategy: '$BLUEGREEN', healthCheck: { attempts: 3 } });

    type('Attempts', '');
    const empty = saved(shown.stage);
    cleanup();
    showForm(ROUTE, { deploymentStrategy: '$BLUEGREEN', healthCheck: { expect: [1] } });

    expect(empty).toEqual({ deploymentStrategy: '$BLUEGREEN', healthCheck: {} });
    expect(control('Health check')).toHaveProperty('value', '{\n  "expect": [\n    1\n  ]\n}');
  });
});
