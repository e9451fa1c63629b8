import { click, redLines, saved, showForm } from '../testing/showForm';

const INVOKE = 'Aws.LambdaInvokeStage';

describe('a misspelt name inside a value', () => {
  it('is renamed or removed by a click', () => {
    const shown = showForm(INVOKE, { expect: { maxDurationM: 5, odd: 1 } });

    click('button', 'Rename maxDurationM to maxDurationMs');
    click('button', 'Remove odd');

    expect(saved(shown.stage)).toEqual({ expect: { maxDurationMs: 5 } });
    expect(redLines(shown.container)).toEqual([]);
  });
});
