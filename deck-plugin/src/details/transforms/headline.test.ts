import { routeForeignChange, routeReverted, routeRunning } from '../fixtures/routeOutcomes';
import { STARTED_AT, stageOf } from '../fixtures/stageOf';
import { readDetails } from '../read/readDetails';
import { zonedTimes } from '../text/zonedTimes';
import { failureBox as failureBoxIn, targetWords } from './failure';
import { headlineOf } from './headline';
import { knownFacts, leftOutNotes, notesOf } from './notes';
import { targetLine } from './targetLine';

const details = (status: string, outcome: unknown, context: Record<string, unknown> = {}) =>
  readDetails('Aws.LambdaTrafficRoutingStage', stageOf(status, outcome, context), { authentication: { user: 'demo' } });
const failureBox = (...[failed, said]: [ReturnType<typeof details>, Parameters<typeof failureBoxIn>[1]]) =>
  failureBoxIn(failed, said, zonedTimes('UTC'));
/** A headline that says nothing about the failure. */
const nothingSaid = { saysFailure: false };
const notes = (status: string, outcome: unknown): string[] =>
  notesOf(details(status, outcome)).map((note) => note.text);

describe('the headline', () => {
  it.each([
    ['a running stage', 'RUNNING', routeRunning, 'running', 'Moving live to v41 90%, v42 10%'],
    [
      'a running stage without a sentence',
      'RUNNING',
      { ...routeRunning, progress: '' },
      'running',
      'Send v42 10% of the calls of live',
    ],
    ['a running stage with a nonsense body', 'RUNNING', 7, 'running', 'Starting'],
    ['a skipped stage', 'SKIPPED', undefined, 'skipped', 'Skipped: this stage did not run'],
    ['a success with a warning', 'SUCCEEDED', { progress: 'Moved', warnings: ['w'] }, 'warning', 'Moved'],
    ['a success without a sentence', 'SUCCEEDED', { steps: [{ id: 'a', state: 'done' }] }, 'done', 'Succeeded'],
    [
      'a success that only read',
      'SUCCEEDED',
      { progress: 'Nothing changed: v42 already has this code and configuration', awsCalls: [{ call: 'GetFunction' }] },
      'same',
      'Nothing changed: v42 already has this code and configuration',
    ],
    [
      'a success that changed',
      'SUCCEEDED',
      { progress: 'Moved', awsCalls: [{ call: 'UpdateAlias' }] },
      'done',
      'Moved',
    ],
    [
      'a superseded stage',
      'CANCELED',
      {
        status: 'CANCELED',
        progress: 'Superseded: another execution sent live back to v41. Nothing was reverted.',
        failure: { code: 'superseded', what: 'Superseded' },
      },
      'warning',
      'Superseded: another execution sent live back to v41. Nothing was reverted.',
    ],
    ['a revert', 'TERMINAL', routeReverted, 'reverted', 'Reverted: live → v41 100%, as before this execution'],
    [
      'a revert to something else',
      'TERMINAL',
      { ...routeReverted, routing: { now: { mainVersion: '40' }, before: { mainVersion: '41' } } },
      'reverted',
      'Reverted: live → v40 100%',
    ],
    [
      'a revert of unknown routing',
      'TERMINAL',
      { ...routeReverted, routing: {} },
      'reverted',
      'Reverted live to v41 100%',
    ],
    [
      'a revert that failed',
      'TERMINAL',
      {
        progress: 'Not restored: somebody else changed live',
        steps: [{ id: 'revert', state: 'failed' }],
        failure: { what: 'x', restored: 'somebody else changed live' },
      },
      'failed',
      'Not restored: somebody else changed live',
    ],
    [
      'a failure without a sentence',
      'TERMINAL',
      { ...routeForeignChange, progress: '' },
      'failed',
      'Failed at “Read the alias live”',
    ],
    [
      'a failure of which only the routing is known',
      'TERMINAL',
      { target: { aliasName: 'live' }, routing: { now: { mainVersion: '40' } }, failure: { what: 'x' } },
      'failed',
      'Failed; live serves v40 100%',
    ],
    [
      'a failure that Orca last saw while it was running',
      'TERMINAL',
      { progress: 'Waiting', status: 'RUNNING' },
      'failed',
      'Failed; last seen: Waiting',
    ],
    [
      'a cancel that the sidecar has completed',
      'CANCELED',
      { progress: 'Cancelled: nothing was changed', status: 'CANCELED' },
      'cancelled',
      'Cancelled: nothing was changed',
    ],
    [
      'a cancel that Orca did not follow',
      'CANCELED',
      routeRunning,
      'cancelled',
      'Cancelled; last seen: Moving live to v41 90%, v42 10%',
    ],
  ])('of %s', (_name, status, outcome, icon, sentence) => {
    expect(headlineOf(details(status, outcome))).toMatchObject({ icon, sentence });
  });

  it.each([
    [
      { code: 'invalidInput', problems: [{ field: 'region', message: 'is required' }] },
      'Rejected, nothing was changed: 1 field to correct',
    ],
    [
      { code: 'accountNotAllowed', problems: [{ field: 'account', message: 'prod is not among yours' }] },
      'Rejected, nothing was changed: account prod is not among yours',
    ],
    [{ code: 'unauthorized', problems: [] }, 'Rejected, nothing was changed'],
  ])('of the rejection %j', (failure, sentence) => {
    const body = {
      status: 'TERMINAL',
      progress: 'x',
      code: failure.code,
      message: 'x',
      failure: { ...failure, what: 'The stage was not started', where: 'stage', next: 'Correct it.' },
    };

    expect(headlineOf(details('TERMINAL', undefined, { webhook: { statusCodeValue: 400, body } })).sentence).toBe(
      sentence,
    );
  });

  it('is truncated if the sidecar says too much', () => {
    expect(headlineOf(details('RUNNING', { progress: 'x'.repeat(5000) })).sentence).toHaveLength(240);
  });

  it('uses the first sentence of a long failure, whose box shows it in full', () => {
    const progress = `The alias live was not moved. ${'AWS said much. '.repeat(30)}`.trim();
    const failed = details('TERMINAL', {
      status: 'TERMINAL',
      progress,
      failure: { what: 'UpdateAlias was refused', next: 'Try again.' },
    });

    const headline = headlineOf(failed);

    expect(headline.sentence).toBe('The alias live was not moved.');
    expect(failureBox(failed, headline)?.rows).toContainEqual({
      term: 'In full',
      text: progress,
    });
  });

  it.each([
    ['what failed is the same', '', 'Nothing moved.', false],
    ['what failed is all after the first sentence', 'The route failed. ', 'The route failed.', false],
    ['what failed is only its end', `${'x'.repeat(200)} `, `${'x'.repeat(159)}…`, true],
  ])('says a long failure once in the box if %s', (_name, before, headline, isAgain) => {
    const what = 'Nothing moved. '.repeat(20).trim();
    const failed = details('TERMINAL', { status: 'TERMINAL', progress: `${before}${what}`, failure: { what } });

    const { sentence, ...said } = headlineOf(failed);
    const box = failureBox(failed, said);

    expect([sentence, box?.title, box?.rows.some((row) => row.term === 'In full')]).toEqual([
      headline,
      `Failed: ${what}`,
      isAgain,
    ]);
  });

  it('says what failed once, however the line puts its parts together', () => {
    const told = { code: 'awsThrottled', values: { call: 'GetAlias' } };
    const what = `AWS throttled GetAlias, ${'again and '.repeat(8)}again.`;
    const restored = `Nothing of it could be brought back, ${'whatever was tried, '.repeat(4)}by anybody.`;
    const failed = details('TERMINAL', {
      formatVersion: 2,
      status: 'TERMINAL',
      progress: `(${what}) (${restored})`,
      progressTold: { code: 'failed', values: { parts: [{ words: what, ...told }, { words: restored }] } },
      failure: { what, told },
    });

    expect(headlineOf(failed)).toEqual({
      icon: 'failed',
      word: 'Failed',
      sentence: `Failed: ${what}`,
      saysWord: true,
      saysFailure: true,
    });
  });

  it('keeps a long text whole if no box shows it', () => {
    expect(
      headlineOf(details('CANCELED', { status: 'CANCELED', progress: `Cancelled. ${'And so on. '.repeat(15)}`.trim() }))
        .sentence,
    ).toMatch(/And so on\.$/);
  });

  it('says the status word once', () => {
    const said = [routeForeignChange, { ...routeForeignChange, progress: '' }, routeReverted].map(
      (outcome) => headlineOf(details('TERMINAL', outcome)).saysWord,
    );

    expect([...said, headlineOf(details('SUCCEEDED', { progress: 'Moved' })).saysWord]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('the line below it', () => {
  const times = zonedTimes('UTC');

  it('contains target, step and start while the stage runs, calls and time afterward', () => {
    expect(targetLine(details('RUNNING', routeRunning), times, STARTED_AT)).toEqual([
      'checkout-api : live',
      'prod / eu-west-1',
      'step 3 of 4',
      'started 14:00:05 by demo',
      '2 AWS calls, no change',
    ]);
    expect(targetLine(details('TERMINAL', routeReverted), times, STARTED_AT)).toEqual([
      'checkout-api : live',
      'prod / eu-west-1',
      '2 AWS calls, no change',
      '10 min 18 s',
    ]);
  });

  it.each([
    [{}, []],
    [{ functionName: 'f' }, ['f']],
    [{ aliasName: 'live', region: 'eu-west-1' }, ['live', 'eu-west-1']],
  ])('shows what is known of the target %j', (target, words) => {
    expect(targetWords(target)).toEqual(words);
  });
});

describe('the failure box', () => {
  it.each([
    [
      'aliasHeld',
      { alias: 'live', stageName: 'Canary', executionId: 'e-1', candidate: '42', since: '2026-11-21T14:00:00.000Z' },
      { term: 'Held by', text: '“Canary” since 21 Nov 15:00 GMT+1', executionId: 'e-1' },
    ],
    [
      'aliasChangedByOther',
      { alias: 'live', expected: null, found: null, by: { executionId: 'e-1', at: '2026-11-21T14:00:00.000Z' } },
      { term: 'Changed', text: 'at 21 Nov 15:00 GMT+1', executionId: 'e-1' },
    ],
    [
      'canaryWasReverted',
      { alias: 'live', routing: null, revertedAt: '2026-11-21T14:00:00.000Z', seconds: 60 },
      { term: 'Reverted', text: 'at 21 Nov 15:00 GMT+1' },
    ],
  ])('says who and when in the time zone of Deck: %s', (code, values, row) => {
    const failed = details('TERMINAL', { failure: { what: 'x', code: 'busy', told: { code, values } } });

    expect(failureBoxIn(failed, nothingSaid, zonedTimes('Europe/Berlin'))?.rows).toContainEqual(row);
  });

  it('leaves its title out if the headline has said it', () => {
    const failed = details('TERMINAL', routeForeignChange);

    expect(failureBox(failed, headlineOf(failed))?.title).toBeUndefined();
    expect(failureBox(failed, nothingSaid)?.title).toMatch(/^Failed: .* changed live: /);
  });

  it('shows the advice of an older sidecar unchanged, and the code’s own in the words of the form', () => {
    const failure = { code: 'throttled', what: 'AWS throttled UpdateAlias.', next: 'As an older sidecar says.' };
    const next = [failure, { ...failure, told: { code: 'awsThrottled', values: { call: 'UpdateAlias' } } }].map(
      (one) => failureBox(details('TERMINAL', { failure: one }), nothingSaid)?.next,
    );

    expect(next).toEqual([failure.next, expect.not.stringContaining('older')]);
  });

  it('uses the advice of the error code if the failure has none', () => {
    expect(failureBox(details('TERMINAL', { failure: { what: 'x', code: 'throttled' } }), nothingSaid)?.next).toContain(
      'Lower the rate',
    );
    expect(failureBox(details('TERMINAL', { failure: { what: 'x', code: 'toString' } }), nothingSaid)?.next).toBe('');
  });

  it("does not repeat AWS's message if the sentence contains it", () => {
    const box = failureBox(
      details('TERMINAL', {
        failure: { what: 'AWS said: no such bucket', awsCode: 'NoSuchBucket', awsMessage: 'no such bucket' },
      }),
      nothingSaid,
    );

    expect(box?.rows.find((row) => row.term === 'AWS')?.text).toBe('NoSuchBucket');
  });

  it.each([
    ['cancelled', 'cancelled', 'Cancelled: x'],
    ['superseded', 'warning', 'Superseded: x'],
    ['internal', 'failed', 'Failed: x'],
  ])('of the code %s does not blame the stage if it is not at fault', (code, icon, title) => {
    expect(failureBox(details('CANCELED', { failure: { what: 'x', code } }), nothingSaid)).toMatchObject({
      icon,
      title,
    });
  });

  it('says that no reason is known if there is none', () => {
    expect(failureBox(details('TERMINAL', { progress: 'x', status: 'TERMINAL' }), nothingSaid)?.title).toBe(
      'Failed: The stage failed, and no reason was reported',
    );
  });

  it('is not shown while nothing failed', () => {
    expect([
      failureBox(details('RUNNING', routeRunning), nothingSaid),
      failureBox(details('CANCELED', { progress: 'x' }), nothingSaid),
    ]).toEqual([undefined, undefined]);
  });
});

describe('the expression errors in the failure box', () => {
  const errors = (expressionEvaluationSummary: unknown) =>
    failureBox(details('TERMINAL', { failure: { what: 'x' } }, { expressionEvaluationSummary }), nothingSaid)
      ?.expressionErrors;

  it("are those in Orca's summary that left something unevaluated, each once", () => {
    const failed = {
      description: 'Failed to evaluate [region] Property not found',
      level: 'ERROR',
      timestamp: 1,
      exceptionType: 'X',
    };

    expect(
      errors({
        'a.b': [
          failed,
          { description: 'evaluated', level: 'INFO' },
          { description: 'Failed to evaluate [x]', level: 'INFO' },
        ],
        c: [failed],
        d: failed,
      }),
    ).toEqual({ texts: [failed.description, 'Failed to evaluate [x]'], more: 0 });
  });

  it('are limited in number and length', () => {
    const many = Array.from({ length: 25 }, (_, index) => ({
      description: `${index} ${'x'.repeat(5000)}`,
      level: 'ERROR',
    }));

    const found = errors({ a: many });

    expect([found?.texts.length, found?.more, found?.texts[0]?.length]).toEqual([10, 15, 300]);
  });

  it.each([undefined, null, 'x', [1], { a: null }, { a: [null, {}, { level: 'ERROR' }] }])(
    'are none in %p',
    (summary) => {
      expect(errors(summary)).toEqual({ texts: [], more: 0 });
    },
  );
});

describe('the notes', () => {
  it('offer cancelling instead of actions while a Route runs', () => {
    expect(notes('RUNNING', routeRunning)).toEqual(['To revert, cancel the execution.']);
    expect(notesOf(readDetails('Aws.LambdaInvokeStage', stageOf('RUNNING', { progress: 'x' })))).toEqual([]);
  });

  it('say that Orca stopped polling, but not if the outcome is final', () => {
    expect(notes('CANCELED', routeRunning)).toEqual([
      'Orca stopped polling on cancel; the outcome may be newer than this page.',
    ]);
    expect(notes('TERMINAL', routeRunning)[0]).toContain('before the operation ended');
    expect(notes('CANCELED', { ...routeRunning, status: 'CANCELED' })).toEqual([]);
  });

  it('mention a newer format, an unreadable one and none at all', () => {
    expect(notes('SUCCEEDED', { formatVersion: 9, progress: 'x' })[0]).toContain('formatVersion 9');
    expect(notes('SUCCEEDED', 5)[0]).toContain('cannot read');
    expect(notes('SUCCEEDED', undefined)[0]).toContain('No outcome was recorded');
  });

  it('say that the first report has not arrived', () => {
    expect(notes('NOT_STARTED', undefined)).toEqual(['The stage has not started, or has not reported yet.']);
  });

  it('count what the outcome left out', () => {
    expect(
      leftOutNotes(details('SUCCEEDED', { progress: 'x', omitted: { awsCalls: 1200, steps: 0, odd: 2 } }))[0]?.text,
    ).toBe('Left out of the outcome to keep it small: 1,200 AWS calls, 2 odd.');
  });

  it('say that the outcome was altered, without an expression of their own', () => {
    const [note] = leftOutNotes(details('SUCCEEDED', { progress: 'x', alteredExpressions: 3 }));

    expect(note?.text).toContain('3 times');
    expect(note?.text).not.toContain('${');
  });
});

describe('the facts of the stage', () => {
  it('say macros and strategies in plain words too', () => {
    const facts = knownFacts(
      details('SKIPPED', undefined, { deploymentStrategy: '$WEIGHTED', versionNameA: '$LATEST', versionNameB: '41' }),
    );

    expect(facts.slice(-3).map((fact) => fact.text)).toEqual([
      '$WEIGHTED: split traffic between two versions',
      '$LATEST: the version this execution published, or else the newest published one',
      '41',
    ]);
  });

  it('never contain anything except the named fields', () => {
    const facts = knownFacts(
      details('SUCCEEDED', 5, {
        envVariables: { TOKEN: 's3cret' },
        payload: 's3cret',
        deploymentStrategy: '$WEIGHTED',
      }),
    );

    expect(JSON.stringify(facts)).not.toContain('s3cret');
    expect(facts.map((fact) => fact.term)).toEqual(['Function', 'Alias', 'Account, region', 'Strategy']);
  });
});
