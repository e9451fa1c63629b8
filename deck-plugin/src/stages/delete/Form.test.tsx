import { screen } from '@testing-library/react';
import { click, redLines, saved, showForm, type } from '../../testing/showForm';

const DELETE = 'Aws.LambdaDeleteStage';

describe('Delete', () => {
  it('asks only for what the choice needs', () => {
    const shown = showForm(DELETE, { functionName: 'checkout' });

    const before = screen.queryByLabelText('Versions to keep');
    click('radio', /Older versions, keep the newest/);
    type('Versions to keep', '5');

    expect(before).toBeNull();
    expect(saved(shown.stage)).toEqual({ functionName: 'checkout', version: '$MOVING', retentionNumber: 5 });
  });

  it('asks the user to type the name before the whole function can be deleted', () => {
    const shown = showForm(DELETE, { functionName: 'checkout', version: '$ALL' });

    const asked = shown.container.querySelector('[data-field=confirmFunctionName]')?.textContent;
    type('Confirm', 'chekout');

    expect(asked).toContain('Enter the function’s name to confirm');
    expect(redLines(shown.container)).toContain('Confirm must equal Function.');
  });

  it('keeps a bare version number as an extra option', () => {
    showForm(DELETE, { version: '41' });

    expect(screen.getByRole('radio', { name: /“41” the version with this number/ })).toHaveProperty('checked', true);
  });
});
