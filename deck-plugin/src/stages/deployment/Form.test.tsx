import { fireEvent, screen, within } from '@testing-library/react';
import { click, saved, showForm, type } from '../../testing/showForm';

const DEPLOYMENT = 'Aws.LambdaDeploymentStage';
const open = (section: string): void => {
  fireEvent.click(screen.getByText(section));
};

describe('Deployment', () => {
  it('asks for the alias of provisioned concurrency only if there is some', () => {
    const shown = showForm(DEPLOYMENT, {});
    open('Concurrency');

    const before = screen.queryByLabelText('Alias for provisioned concurrency');
    type('Provisioned concurrency', '2');
    type('Alias for provisioned concurrency', 'live');

    expect(before).toBeNull();
    expect(saved(shown.stage)).toEqual({ provisionedConcurrentExecutions: 2, aliasName: 'live' });
  });
});

describe('Reserved concurrency', () => {
  it.each([
    ['No limit', -1],
    ['Stop all calls', 0],
  ])('has the plain choice “%s”', (choice, value) => {
    const shown = showForm(DEPLOYMENT, {});
    open('Concurrency');

    click('radio', choice);

    expect(saved(shown.stage)).toEqual({ reservedConcurrentExecutions: value });
  });

  it('takes a number, and is left unchanged again', () => {
    const shown = showForm(DEPLOYMENT, { reservedConcurrentExecutions: '0' });
    open('Concurrency');
    const way = within(screen.getByRole('radiogroup', { name: 'What happens to Reserved concurrency' }));

    const stopped = way.getByRole('radio', { name: 'Stop all calls' });
    expect(stopped).toHaveProperty('checked', true);
    fireEvent.click(way.getByRole('radio', { name: 'Limit to' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Reserved concurrency' }), { target: { value: '20' } });
    const limited = saved(shown.stage);
    fireEvent.click(way.getByRole('radio', { name: 'Leave unchanged' }));

    expect(limited).toEqual({ reservedConcurrentExecutions: 20 });
    expect(saved(shown.stage)).toEqual({});
  });

  it('is said in words when the section is closed', () => {
    showForm(DEPLOYMENT, { reservedConcurrentExecutions: -1 });

    expect(screen.getByText('reserved concurrency: no limit')).toBeTruthy();
  });
});

describe('a setting inside a map', () => {
  it('distinguishes leaving unchanged, setting and removing', () => {
    const shown = showForm(DEPLOYMENT, { deadLetterConfig: { targetArn: '' } });
    open('Tracing and dead letters');
    const way = within(screen.getByRole('radiogroup', { name: 'What happens to Dead-letter target' }));

    const removes = way.getByRole('radio', { name: 'Remove' });
    expect(removes).toHaveProperty('checked', true);
    fireEvent.click(way.getByRole('radio', { name: 'Send to' }));
    type('Dead-letter target', 'arn:aws:sns:us-east-1:123456789012:failed');
    const sent = saved(shown.stage);
    fireEvent.click(way.getByRole('radio', { name: 'Leave unchanged' }));

    expect(sent).toEqual({ deadLetterConfig: { targetArn: 'arn:aws:sns:us-east-1:123456789012:failed' } });
    expect(saved(shown.stage)).toEqual({});
  });
});
