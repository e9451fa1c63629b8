import { say, toldOf } from '../messages/say';
import type { Outcome } from '../outcome/outcome';
import { untoldTexts } from './untoldTexts';

const settled = say('waitUntilSettled', {});
const outcome: Outcome = {
  formatVersion: 2,
  id: 'o-1',
  stageType: 'Aws.LambdaUpdateCodeStage',
  status: 'SUCCEEDED',
  progress: settled.words,
  progressTold: toldOf(settled),
  target: { account: 'local', region: 'us-east-1', functionName: 'checkout' },
  steps: [],
  timeline: [],
  differences: [],
  awsCalls: [],
  warnings: [],
  outputs: {},
};

describe('texts of an outcome without a code', () => {
  it('are not found if every text has its code', () => {
    expect(untoldTexts(outcome)).toEqual([]);
  });

  it("are named, whether they have no code or differ from the catalogue's words", () => {
    const untold = untoldTexts({ ...outcome, progress: 'Settled.', warnings: ['Take care.'] });

    expect(untold).toEqual(['progress: "Settled." (waitUntilSettled)', 'warning 0: "Take care." (no code)']);
  });

  it('are found inside another text', () => {
    const failed = say('tryingAgain', { failed: { words: 'AWS throttled GetAlias.' }, tries: 2 });

    expect(untoldTexts({ ...outcome, progress: failed.words, progressTold: toldOf(failed) })).toEqual([
      'within progress: "AWS throttled GetAlias." (no code)',
    ]);
  });

  it("are not found in advice that is the failure code's own", () => {
    const what = say('executionCancelled', {});
    const failure = { code: 'cancelled', what: what.words, told: toldOf(what), where: 'checkout' };

    const untold = [
      untoldTexts({ ...outcome, failure: { ...failure, next: 'Start the pipeline again when ready.' } }),
      untoldTexts({ ...outcome, failure: { ...failure, next: 'Wait.' } }),
    ];

    expect(untold).toEqual([[], ['what to do next: "Wait." (no code)']]);
  });
});
