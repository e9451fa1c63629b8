import { say, toldOf, type InvocationReport, type Outcome, type UnmetCondition } from 'stage-contract';
import { operationRow } from '../testing/operationRow';
import { testSealer } from '../testing/testSealer';
import { failureDocument, outcomeDocument, rawFactsDocument, reportDocument } from './documents/operationDocuments';
import { progressColumns } from './documents/wordedColumns';
import { openAnswers, sealAnswers } from './sealedAnswers';

const ANSWER = 'hunter2-of-the-answer';
const sealer = testSealer();
const rowOf = (written: object): ReturnType<typeof operationRow> => ({ ...operationRow('o'), ...written });
const got = say('gotValue', { value: ANSWER }),
  expected = say('wantedValue', { value: `not ${ANSWER}` });
const call: InvocationReport = {
  index: 1,
  ok: false,
  durationMs: 5,
  response: ANSWER,
  responseSha256: 'ab',
  logTail: `log ${ANSWER}`,
  assertions: [
    {
      condition: 'Body',
      expected: expected.words,
      expectedTold: toldOf(expected),
      got: got.words,
      gotTold: toldOf(got),
      ok: false,
    },
    { condition: 'Response', expected: ANSWER, got: ANSWER, ok: true },
  ],
};
const conditions: UnmetCondition[] = [{ condition: 'Body', expected, got }];
const fault = { fault: 'notAsExpected', conditions } as const;
const what = say('healthCheckFailed', { version: '2', ...fault });
const failure = { code: 'healthCheckFailed', what: what.words, told: toldOf(what), where: 'checkout', next: 'Look.' };
const progress = say('checkingHealth', { version: '2', attempt: 1, attempts: 2, fault });
const outcome: Outcome = {
  formatVersion: 2,
  id: 'o',
  stageType: 'Aws.LambdaInvokeStage',
  status: 'TERMINAL',
  progress: what.words,
  progressTold: toldOf(what),
  target: { account: 'local', region: 'us-east-1', functionName: 'checkout' },
  steps: [],
  timeline: [],
  differences: [],
  awsCalls: [],
  warnings: ['kept'],
  outputs: { functionName: 'checkout', response: { body: ANSWER }, failureMessage: `${what.words} Look.` },
  invocations: [call],
  failure,
};
const change = {
  facts: rawFactsDocument.write({
    invocations: [call],
    results: { 1: { body: ANSWER, response: ANSWER, errors: [], logs: ANSWER } },
    unknown: [2],
  }),
  report: reportDocument.write({ invocations: [call], outputs: { aliasArn: 'arn', failureMessage: what.words } }),
  failure: failureDocument.write(failure),
  outcome: outcomeDocument.write(outcome),
  ...progressColumns(progress),
};

describe('what functions have answered', () => {
  it('is nowhere in the row that is written, and is back in the row that is read', () => {
    const written = sealAnswers(change, sealer);
    const read = openAnswers(rowOf(written), sealer);

    expect(JSON.stringify(written)).not.toContain('hunter2');
    expect(read).toMatchObject(change);
  });

  it('is left out in a way that the release before understands', () => {
    const written = rowOf(sealAnswers(change, sealer));

    expect(rawFactsDocument.read(written.facts)).toMatchObject({
      ok: true,
      value: { results: { 1: { body: '', response: '', errors: [] } }, unknown: [2] },
    });
    expect(reportDocument.read(written.report)).toMatchObject({ ok: true, value: { outputs: { aliasArn: 'arn' } } });
    expect(failureDocument.read(written.failure ?? '')).toMatchObject({ ok: true, value: { code: failure.code } });
    expect(outcomeDocument.read(written.outcome ?? '')).toMatchObject({
      ok: true,
      value: { warnings: ['kept'], outputs: { functionName: 'checkout' }, invocations: [{ index: 1, durationMs: 5 }] },
    });
  });

  it('is forgotten where the release before has written something else since', () => {
    const row = rowOf(sealAnswers(change, sealer));

    const read = openAnswers({ ...row, facts: '{"unknown":[3]}', progress: 'Checking.' }, sealer);

    expect(read).toMatchObject({ facts: '{"unknown":[3]}', progress: 'Checking.', outcome: change.outcome });
  });

  it.each([
    ['was sealed with a lost key', testSealer(8)],
    ['was damaged', { ...sealer, open: () => 'not JSON' }],
  ])('stays left out if its original %s, so that a poll is still answered', (_, other) => {
    const row = rowOf(sealAnswers(change, sealer));

    expect(openAnswers(row, other)).toEqual(row);
  });

  it('is erased with the input, except in the outcome', () => {
    const written = sealAnswers({ ...change, sealed_input: null }, sealer);

    expect(written).toMatchObject({ sealed_facts: null, sealed_report: null, sealed_failure: null });
    expect(openAnswers(rowOf(written), sealer)).toMatchObject({ outcome: change.outcome });
  });

  it('leaves documents without an answer as they are, also those of earlier releases', () => {
    const plain = {
      facts: '{"judgedAnswers":0}',
      report: reportDocument.write({ timeline: [] }),
      failure: null,
      ...progressColumns(say('starting', {})),
    };

    const written = sealAnswers(plain, sealer);

    expect(written).toEqual({
      ...plain,
      sealed_facts: null,
      sealed_report: null,
      sealed_failure: null,
      sealed_progress: null,
    });
    expect(openAnswers(rowOf(change), sealer)).toMatchObject(change);
  });
});
