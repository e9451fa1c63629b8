import { fireEvent, render, screen, within } from '@testing-library/react';
import fc from 'fast-check';
import React from 'react';
import { STAGE_TYPES, type StageType } from 'stage-contract';
import { stageRegistry } from '../stages/stageRegistry';
import { AwsCalls } from './AwsCalls';
import { StageOutcome } from './StageOutcome';
import {
  deleteDone,
  deploymentDone,
  deploymentUnchanged,
  invokeFailed,
  updateCodeFailed,
} from './fixtures/otherOutcomes';
import {
  routeCancelled,
  routeDone,
  routeForeignChange,
  routeHolding,
  routeReverted,
  routeRunning,
  routeUnchanged,
} from './fixtures/routeOutcomes';
import { stageOf, STARTED_AT } from './fixtures/stageOf';
import { NowMs } from './parts/NowMs';
import { readDetails } from './read/readDetails';
import { zonedTimes } from './text/zonedTimes';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const times = zonedTimes('UTC');

function show(stageType: StageType, stage: unknown): HTMLElement {
  const details = readDetails(stageType, stage, { authentication: { user: 'demo' } });
  const { Details } = stageRegistry[stageType];
  return render(
    <NowMs.Provider value={STARTED_AT + 5000}>
      <StageOutcome details={details} times={times} Own={Details} />
    </NowMs.Provider>,
  ).container;
}

const block = (name: string): HTMLElement => screen.getByRole('region', { name });
const headline = (): string => screen.getByRole('status').textContent ?? '';

describe('the details of a Route', () => {
  it('link to the execution that holds the alias', () => {
    const values = {
      alias: 'live',
      stageName: 'Canary',
      executionId: '01H',
      candidate: '42',
      since: '2026-11-21T14:00:00Z',
    };
    show(ROUTE, stageOf('TERMINAL', { failure: { what: 'x', code: 'busy', told: { code: 'aliasHeld', values } } }));

    const link = screen.getByRole('link', { name: 'Open execution 01H' });

    expect(link.getAttribute('href')).toBe('#/executions/01H');
  });

  it('start with the sentence, the target and the step while it runs', () => {
    const container = show(ROUTE, stageOf('RUNNING', routeRunning));

    expect(headline()).toBe('Running: Moving live to v41 90%, v42 10%');
    expect(container.textContent).toContain(
      'checkout-api : live · prod / eu-west-1 · step 3 of 4 · started 14:00:05 by demo · 2 AWS calls, no change',
    );
    expect(container.textContent).toContain('To revert, cancel the execution.');
  });

  it('draw before, now and wanted with labels, and each bar has a sentence', () => {
    show(ROUTE, stageOf('RUNNING', routeRunning));

    expect(
      within(block('Traffic'))
        .getAllByRole('img')
        .map((bar) => bar.getAttribute('aria-label')),
    ).toEqual(['Before: v41 100%', 'Now: v41 100%', 'Wanted: v41 90%, v42 10%']);
  });

  it('mark the current step, whose duration keeps counting', () => {
    show(ROUTE, stageOf('RUNNING', routeRunning));
    const current = within(block('Steps'))
      .getAllByRole('row')
      .find((row) => row.getAttribute('aria-current') === 'step');

    expect(current?.textContent).toBe('RunningSend v42 10% of the calls of live14:00:054 s');
  });

  it('show versions with role, published time, code and weight', () => {
    show(ROUTE, stageOf('SUCCEEDED', routeDone));

    expect(
      within(block('Versions'))
        .getAllByRole('row')
        .map((row) => [...row.children].map((cell) => cell.textContent)),
    ).toEqual([
      ['Version', 'Published', 'Code', 'Weight'],
      ['v41 baseline', '19 Nov 09:40', 'Qm9zT1…', '90%'],
      ['v42 candidate', '21 Nov 13:58', '7xKdP0…', '10%'],
    ]);
  });

  it('say what was reverted first, then the failure with its remedy, and leave out what was wanted', () => {
    show(ROUTE, stageOf('TERMINAL', routeReverted));

    expect(headline()).toBe('Reverted: live → v41 100%, as before this execution');
    const failure = screen.getByRole('group', { name: 'Failure' });
    expect([...failure.querySelectorAll('dt')].map((term) => term.textContent)).toEqual([
      'Where',
      'AWS',
      'Request id',
      'Attempts',
      'Restored',
      'Next',
    ]);
    expect(failure.textContent).toContain('Failed: The health check on v42 failed. statusCode: expected 200, got 502.');
    expect(failure.textContent).toContain('step 4 of 6, “Health check on v42” · checkout-api:42 · prod / eu-west-1');
    expect(
      within(block('Traffic'))
        .getAllByRole('img')
        .map((bar) => bar.getAttribute('aria-label')),
    ).toEqual(['Before: v41 100%', 'Highest: v41 75%, v42 25%', 'At its end (14:10): v41 100%']);
  });

  it('count a hold down below a headline that does not change, and say that the step holds', () => {
    show(ROUTE, stageOf('RUNNING', routeHolding));

    expect(headline()).toBe('Holding at 10% for 10 min');
    expect(screen.getByRole('progressbar', { name: 'Hold' }).getAttribute('aria-valuetext')).toBe(
      '9 min 57 s left, until 14:10:07',
    );
    expect(
      within(block('Steps'))
        .getAllByRole('row')
        .find((row) => row.getAttribute('aria-current') === 'step')?.textContent,
    ).toBe('HoldingHold at 10% for 10 min14:00:073 s of 10 min');
    expect(screen.getByText(': 9 min 57 s left').getAttribute('aria-hidden')).toBe('true');
  });

  it('draw what is planned next, dashed, with its planned times', () => {
    show(ROUTE, stageOf('RUNNING', routeHolding));
    const plot = within(block('Timeline')).getByRole('img');

    expect(plot.getAttribute('aria-label')).toBe(
      'Weight of v42: 0% from 14:00:05, 10% from 14:00:07. Planned: 25% from about 14:10:07, 100% from about 14:15:07.',
    );
    expect(plot.querySelector('.lst-plot-planned')?.getAttribute('d')).toMatch(/^M[\d.]+,[\d.]+ L/);
    expect(plot.textContent).toContain('now');
  });

  it('show neither hold nor plan of a route that has ended', () => {
    show(ROUTE, stageOf('CANCELED', routeHolding));

    expect(screen.queryByRole('progressbar')).toBeNull();
    expect(within(block('Timeline')).getByRole('img').getAttribute('aria-label')).not.toContain('Planned');
  });

  it('number the timeline and draw the staircase with a sentence', () => {
    show(ROUTE, stageOf('TERMINAL', routeReverted));

    expect(within(block('Timeline')).getByRole('img').getAttribute('aria-label')).toBe(
      'Weight of v42: 0% from 14:00:05, 10% from 14:00:07, 25% from 14:05:07, 0% from 14:10:23.',
    );
    expect(
      within(block('Timeline'))
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toContain('414:10:21health check failed');
  });

  it('name the time zone at the timeline if there are no steps', () => {
    show(ROUTE, stageOf('SUCCEEDED', { ...routeDone, steps: [] }));

    expect(block('Timeline').textContent).toContain('time in UTC');
  });

  it.each([
    ['nothing changed', 'SUCCEEDED', routeUnchanged, 'Same: This stage changed nothing: v42 already serves 100%.'],
    [
      'a foreign change',
      'TERMINAL',
      routeForeignChange,
      'Failed: Somebody else changed live: expected v42 10%, found v40 100%. Not touched.',
    ],
    ['a cancel', 'CANCELED', routeCancelled, 'Cancelled before anything was changed'],
  ])('say the state of %s', (_name, status, outcome, sentence) => {
    show(ROUTE, stageOf(status, outcome));

    expect(headline()).toBe(sentence);
  });
});

describe('the details of the other stages', () => {
  it('show what a deployment changed by name, and no value of the environment', () => {
    const leaky = {
      ...deploymentDone,
      differences: [
        ...deploymentDone.differences,
        { change: 'changed' as const, setting: 'TOKEN', secret: true, before: 's3cret', after: 'n3w' },
        { change: 'changed' as const, setting: 'KEY', field: 'envVariables.KEY', before: 's3cret', after: 'n3w' },
      ],
    };
    const container = show('Aws.LambdaDeploymentStage', stageOf('SUCCEEDED', leaky));

    expect(within(block('Configuration')).getByText('Environment FEATURE_BASKET').closest('tr')?.textContent).toBe(
      'newEnvironment FEATURE_BASKETnonehidden',
    );
    expect(container.textContent).not.toMatch(/s3cret|n3w/);
    expect(block('Configuration').textContent).toContain('against v41');
  });

  it('show aliases with what they serve, and outputs with objects as JSON', () => {
    show('Aws.LambdaDeploymentStage', stageOf('SUCCEEDED', deploymentDone));

    expect(within(block('Aliases')).getByText('hotfix').closest('tr')?.textContent).toBe(
      'hotfixv41 95%, v29 5%not listed, left alone',
    );
    expect(within(block('Outputs')).getByText('{"live":"41"}')).toBeTruthy();
  });

  it('show the version with its code hash and ARN next to the steps', () => {
    show(
      'Aws.LambdaDeploymentStage',
      stageOf('SUCCEEDED', { ...deploymentDone, outputs: { ...deploymentDone.outputs, versionReused: true } }),
    );

    expect([...block('Result').querySelectorAll('dt, dd')].map((cell) => cell.textContent)).toEqual([
      'Version',
      'v42 reused: code and configuration are the same ',
      'Code SHA-256',
      '7xKdP0u2cDeFgHiJkLmNoPqRsTuVwXyZ0123456Vq9c= Copy',
      'Function ARN',
      'arn:aws:lambda:eu-west-1:123456789012:function:checkout-api:42 Copy',
    ]);
  });

  it('leave the failure out of the outputs, because its box shows it', () => {
    show(
      'Aws.LambdaUpdateCodeStage',
      stageOf('TERMINAL', { ...updateCodeFailed, outputs: { failureMessage: 'AWS could not apply the new code' } }),
    );

    expect(screen.queryByRole('region', { name: 'Outputs' })).toBeNull();
  });

  it('say that a deployment changed nothing, even without a sentence from the sidecar', () => {
    show('Aws.LambdaDeploymentStage', stageOf('SUCCEEDED', deploymentUnchanged));

    expect(headline()).toBe('Same: This stage changed nothing');
  });

  it("say where a code update failed, with AWS's words", () => {
    const container = show('Aws.LambdaUpdateCodeStage', stageOf('TERMINAL', updateCodeFailed));

    expect(headline()).toBe('Failed at “Wait until settled”');
    expect(container.textContent).toContain('InvalidRuntime: The runtime does not exist');
    expect(within(block('Steps')).getByText('Skipped')).toBeTruthy();
  });

  it('put failed invocations first with expected and actual values, and open the others on demand', () => {
    show('Aws.LambdaInvokeStage', stageOf('TERMINAL', invokeFailed));
    const rows = (): string[] =>
      within(block('Invocations'))
        .getAllByRole('row')
        .map((row) => row.textContent ?? '');

    expect(rows()[1]).toContain('Not as expected3912 ms200 · v42');
    expect(rows()[2]).toContain('$.body.items.lengthexpected greater than 0, got 0');
    expect(rows()[3]).toBe('As expected9 others162–198 ms200 · v42Show all 9');
    fireEvent.click(screen.getByRole('button', { name: 'Show all 9' }));
    expect(rows()).toHaveLength(13);
  });

  it('show a response only after it is opened', () => {
    const container = show('Aws.LambdaInvokeStage', stageOf('TERMINAL', invokeFailed));
    expect(container.querySelector('pre')).toBeNull();

    fireEvent.click(screen.getByRole('button', { name: 'Show first 12 bytes of 212 bytes' }));

    expect(container.querySelector('pre')?.textContent).toBe('{"items":[]}');
  });

  it('list what Delete removed and each protected version with its reason', () => {
    show('Aws.LambdaDeleteStage', stageOf('SUCCEEDED', deleteDone));

    expect(
      within(block('Versions'))
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.textContent),
    ).toEqual([
      'Deletedv2–v28, v3128',
      'Protectedv29: alias hotfix sends 5% to it1',
      'Protectedv33: has provisioned concurrency (5)1',
      'Protectedv34: alias pinned was pointed at it while the stage ran1',
      'Keptv30, v32, v35–v42: by the rule10',
    ]);
    expect(headline()).toBe('Done, with a warning: Deleted 28 versions, kept 3 that are protected');
  });
});

describe('the details without an outcome', () => {
  it('say that nothing is reported yet, and what is known from the stage', () => {
    const container = show(ROUTE, { status: 'NOT_STARTED', context: {} });

    expect(headline()).toBe('To do: Nothing reported yet');
    expect([...container.querySelectorAll('dt, dd')].map((cell) => cell.textContent)).toEqual([
      'Function',
      'not set',
      'Alias',
      'not set',
      'Account, region',
      'not set',
    ]);
  });

  it('list the fields that a rejection names, and what to do', () => {
    const refusal = {
      code: 'invalidInput',
      message: 'The stage has 2 problems',
      problems: [
        { field: 'aliasname', message: 'is not known; did you mean aliasName?' },
        { field: 'region', message: 'is required' },
      ],
    };
    show(
      ROUTE,
      stageOf('TERMINAL', undefined, {
        webhook: { statusCodeValue: 400, error: 'Error submitting webhook with status code 400.', body: refusal },
      }),
    );

    expect(headline()).toBe('Rejected, nothing was changed: 2 fields to correct');
    const failure = screen.getByRole('group', { name: 'Failure' });
    expect(
      within(failure)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['aliasname is not known; did you mean aliasName?', 'Region is required']);
    expect(failure.textContent).toContain('Correct the named fields in the stage and run it again.');
    expect(failure.textContent).not.toContain('Error submitting webhook');
  });

  it('list the expression errors that a rejection refers to', () => {
    const body = {
      code: 'invalidInput',
      message: 'x',
      problems: [
        {
          field: 'region',
          message: "contains an expression that Orca could not evaluate; see this stage's expression errors",
        },
      ],
    };
    show(
      ROUTE,
      stageOf('TERMINAL', undefined, {
        webhook: { statusCodeValue: 400, body },
        expressionEvaluationSummary: {
          'parameters.x': [{ description: 'Failed to evaluate [region] Property not found', level: 'ERROR' }],
        },
      }),
    );

    const term = within(screen.getByRole('group', { name: 'Failure' })).getByText('Expression errors');

    expect(term.nextElementSibling?.textContent).toBe('Failed to evaluate [region] Property not found');
  });

  it("show Orca's words if the sidecar could not be reached", () => {
    show(
      ROUTE,
      stageOf('TERMINAL', undefined, { webhook: { monitor: { error: 'Failed to connect to /127.0.0.1:18099' } } }),
    );

    expect(headline()).toBe('Failed: Orca could not poll the outcome and gave up on the stage');
    expect(screen.getByRole('group', { name: 'Failure' }).textContent).toContain(
      'Failed to connect to /127.0.0.1:18099',
    );
  });

  it('say that Orca stopped polling on cancel', () => {
    const container = show(ROUTE, stageOf('CANCELED', routeRunning));

    expect(headline()).toBe('Cancelled; last seen: Moving live to v41 90%, v42 10%');
    expect(container.textContent).toContain('Orca stopped polling on cancel; the outcome may be newer than this page.');
  });

  it('say that an outcome cannot be read, and show the facts of the stage', () => {
    const container = show(ROUTE, stageOf('SUCCEEDED', ['what'], { deploymentStrategy: '$CANARY', aliasName: 'live' }));

    expect(headline()).toBe('Succeeded, without an outcome that this page can read');
    expect(container.textContent).toContain('$CANARY');
  });
});

describe('what the details name', () => {
  const holder = '01JCWZ4W3K9Q7S5N2R8T6V1XYZ';
  const values = { alias: 'live', stageName: 'Canary', executionId: holder, since: '2026-11-21T13:40:00.000Z' };
  const what = `The rollout "Canary" of execution ${holder} holds live; nothing was changed.`;
  const busy = {
    ...routeReverted,
    progress: 'Failed',
    steps: [],
    failure: { code: 'busy', what, told: { code: 'rolloutHoldsAlias', values }, where: 'checkout-api : live' },
  };

  it('leads to another execution, whatever its application, and is in the zone of all times', () => {
    render(
      <StageOutcome
        details={readDetails(ROUTE, stageOf('TERMINAL', busy))}
        times={zonedTimes('America/Los_Angeles')}
      />,
    );

    const link = screen.getAllByRole('link', { name: holder })[0];
    expect(link?.getAttribute('href')).toBe(`#/executions/${holder}`);
    expect(document.body.textContent).toContain(`of execution ${holder} holds live; nothing was changed.`);
    expect(document.body.textContent).toContain('05:40');
    expect(document.body.textContent).not.toContain('13:40');
  });

  it('is no link if only a text looks like it', () => {
    show(ROUTE, stageOf('TERMINAL', { ...busy, failure: { ...busy.failure, told: undefined } }));

    expect(screen.queryAllByRole('link')).toEqual([]);
  });
});

describe('the checks of a Route', () => {
  const answer = (index: number, step: string, ok: boolean): object => ({
    index,
    step,
    ok,
    statusCode: 200,
    durationMs: 20,
    assertions: [
      { condition: '$.status', expected: 'UP', got: 'UP', ok: true },
      { condition: '$.errors', expected: 'less than 5', got: ok ? '2' : '9', ok },
    ],
  });
  const checked = (...invocations: object[]): Record<string, unknown> =>
    stageOf('SUCCEEDED', {
      ...routeDone,
      steps: ['weight:10', 'check:1', 'weight:50', 'check:3'].map((id) => ({
        id,
        kind: 'x',
        sentence: 'A sentence',
        state: 'done',
      })),
      invocations,
    });

  it('can be opened: what was expected and received, also of one that passed', () => {
    show(ROUTE, checked(answer(1, 'check:1', true)));

    fireEvent.click(within(block('Invocations')).getByRole('button', { name: 'Show 2 conditions' }));

    expect(block('Invocations').textContent).toContain(
      '$.statusexpected UP, got UP$.errorsexpected less than 5, got 2',
    );
  });

  it('are named by the number of their step, never by its ID', () => {
    show(ROUTE, checked(answer(1, 'check:1', false), answer(2, 'check:3', false), answer(3, 'gone', false)));

    const rows = within(block('Invocations')).getAllByRole('row');
    expect(rows.map((row) => row.querySelector('.lst-wide')?.textContent?.split(' Show')[0]).filter(Boolean)).toEqual([
      'step 2 · 200',
      'step 4 · 200',
      '200',
    ]);
    expect(document.body.textContent).not.toMatch(/check:\d|weight:\d/);
  });
});

describe('the steps of a long rollout', () => {
  it('are folded where they only repeat their state, and one button shows them again', () => {
    const steps = Array.from({ length: 12 }, (_, index) => ({
      id: `weight:${index}`,
      kind: 'x',
      sentence: `Weight ${index + 1}%`,
      state: 'done',
    }));
    show(ROUTE, stageOf('SUCCEEDED', { ...routeDone, steps }));
    const rows = (): number => within(block('Steps')).getAllByRole('row').length - 1;
    const folded = [rows(), within(block('Steps')).getByText('8 more steps').textContent];

    fireEvent.click(within(block('Steps')).getByRole('button', { name: 'Show 8 more steps' }));

    expect(folded).toEqual([5, '8 more steps Show']);
    expect(rows()).toBe(12);
  });
});

describe('every table', () => {
  it.each([
    ['Deployment', 'Aws.LambdaDeploymentStage', deploymentDone],
    ['Update Code', 'Aws.LambdaUpdateCodeStage', updateCodeFailed],
    ['Route', ROUTE, routeReverted],
    ['a running Route', ROUTE, routeHolding],
    ['Invoke', 'Aws.LambdaInvokeStage', invokeFailed],
    ['Delete', 'Aws.LambdaDeleteStage', deleteDone],
  ] as const)('of %s has a heading for each column, and no blank cell', (_, type, outcome) => {
    const container = show(type, stageOf(outcome === routeHolding ? 'RUNNING' : 'SUCCEEDED', outcome));

    const tables = [...container.querySelectorAll('table')];
    expect(
      tables.filter(
        (table) =>
          table.querySelector('thead')?.className !== '' ||
          [...table.querySelectorAll('thead th')].some((heading) => heading.textContent === ''),
      ),
    ).toEqual([]);
    expect([...container.querySelectorAll('td')].filter((cell) => cell.textContent?.trim() === '')).toEqual([]);
    expect(tables.length).toBeGreaterThan(0);
  });
});

describe('the AWS calls tab', () => {
  it('lists time, call, request id, duration and error', () => {
    render(
      <AwsCalls
        details={readDetails('Aws.LambdaDeploymentStage', stageOf('SUCCEEDED', deploymentDone))}
        times={times}
      />,
    );

    expect(screen.getAllByRole('row')[3]?.textContent).toBe(
      '14:00:09lambda:UpdateFunctionConfigurationError: ResourceConflictException: An update is in progress for resource–1,204 ms',
    );
    expect(block('AWS calls').textContent).toContain('4 of 11 AWS calls listed');
  });

  it('says so if none was reported', () => {
    render(<AwsCalls details={readDetails(ROUTE, {})} times={times} />);

    expect(screen.getByText('No AWS call was reported.')).toBeTruthy();
  });
});

describe('any JSON', () => {
  it('is drawn without an error, whatever the outcome contains', () => {
    const mangled = fc.oneof(
      fc.jsonValue(),
      fc.record({
        status: fc.jsonValue(),
        progress: fc.jsonValue(),
        steps: fc.array(fc.jsonValue()),
        routing: fc.dictionary(fc.constantFrom('before', 'now', 'wanted', 'highest'), fc.jsonValue()),
        outputs: fc.jsonValue(),
        failure: fc.jsonValue(),
        timeline: fc.array(fc.jsonValue()),
      }),
    );
    const statuses = fc.constantFrom(
      'NOT_STARTED',
      'RUNNING',
      'SUCCEEDED',
      'TERMINAL',
      'CANCELED',
      'SKIPPED',
      'STOPPED',
      'odd',
    );

    fc.assert(
      fc.property(fc.constantFrom(...STAGE_TYPES), statuses, mangled, mangled, (stageType, status, body, created) => {
        const view = render(
          <StageOutcome
            details={readDetails(stageType, { status, context: { webhook: { body: created, monitor: { body } } } })}
            times={times}
            Own={stageRegistry[stageType].Details}
          />,
        );
        expect(view.container.querySelector('[role="status"]')?.textContent).not.toBe('');
        view.unmount();
      }),
      { numRuns: 150 },
    );
  });
});
