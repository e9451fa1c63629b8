import { problem } from 'stage-contract';
import { problemExamples } from 'stage-contract/src/testing/problemExamples';
import { routeReverted, routeRunning } from '../fixtures/routeOutcomes';
import { stageOf } from '../fixtures/stageOf';
import { readDetails } from '../read/readDetails';
import { zonedTimes } from '../text/zonedTimes';
import { failureBox } from './failure';
import { problemText, reportedProblem } from './reportedProblem';
import { warningTexts } from './warningTexts';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const details = (outcome: unknown) => readDetails(ROUTE, stageOf('TERMINAL', outcome));

describe('a problem that the sidecar reports', () => {
  it('names its field, and others, by their labels', () => {
    const reported = problem('revertUnlessPromotedWithinSeconds', 'nothingToPromote', { percent: 0 });

    expect(reportedProblem(ROUTE, reported)).toEqual({
      place: 'Revert unless promoted within',
      words: expect.stringContaining('Traffic to A 0'),
    });
    expect(problemText(ROUTE, problem('account', 'required', {}))).toBe('account is required');
  });

  it.each(problemExamples.map((example) => [example.code, example] as const))(
    'has words here for the code %s, as the contract defines them',
    (_code, example) => {
      const { words } = reportedProblem(ROUTE, {
        ...example,
        values: { ...example.values },
        message: 'as the sidecar says',
      });

      expect(words).not.toBe('as the sidecar says');
    },
  );

  it.each([
    ['a code that this page does not know', { code: 'ofNewerSidecar', values: { max: 5 } }],
    ['values that this page does not know', { code: 'tooLong', values: { limit: 5 } }],
    ['a form that this page does not know', { code: 'expectedForm', values: { form: 'ofNewerSidecar' } }],
    ['a reason that this page does not know', { code: 'required', values: { because: 'ofNewerSidecar' } }],
    ['a name that every object has', { code: 'constructor', values: {} }],
    ['no code', {}],
  ])("with %s is shown in the sidecar's words", (_title, told) => {
    const message = 'is not as it should be';

    expect(reportedProblem(ROUTE, { field: 'aliasName', message, ...told })).toEqual({
      place: 'Alias',
      words: message,
    });
  });

  it('of a field that no stage has keeps the name', () => {
    expect(problemText(ROUTE, { field: 'aliasNme', message: 'is not known' })).toBe('aliasNme is not known');
  });
});

describe("a failure's advice and a stage's warnings", () => {
  it("name fields by their labels if the words are known, and keep the sidecar's words otherwise", () => {
    const { failure } = routeReverted;
    const warnings = ['aliasName holds ${…} text.', 'undefinedName holds ${…} text.', 'odd'];
    const told = [
      { code: 'unknownFieldIgnored', values: { field: 'aliasName' } },
      { code: 'unknownFieldIgnored', values: { field: 'undefinedName' } },
      null,
    ];

    expect(warningTexts(details({ ...routeRunning, warnings, warningsTold: told }))).toEqual([
      expect.stringMatching(/^Alias /),
      expect.stringMatching(/^undefinedName (?!holds)/),
      'odd',
    ]);
    const box = failureBox(details({ ...routeReverted, failure }), { saysFailure: false }, zonedTimes('UTC'));
    expect(box?.next).toBe(failure?.next);
  });
});
