import { fireEvent, screen, within } from '@testing-library/react';
import { AccountService } from '@spinnaker/core';
import { click, control, redLines, saved, showForm, type } from '../testing/showForm';

const DEPLOYMENT = 'Aws.LambdaDeploymentStage';
const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const open = (section: string): void => {
  fireEvent.click(screen.getByText(section));
};

describe('a text field', () => {
  it('writes what is typed, and removes the field when it is cleared', () => {
    const shown = showForm(DEPLOYMENT, { handler: 'index.handler' });

    type('Handler', 'app.run');
    const typed = saved(shown.stage);
    type('Handler', '');

    expect(typed).toEqual({ handler: 'app.run' });
    expect(saved(shown.stage)).toEqual({});
  });

  it('shows a number as its text', () => {
    showForm(DEPLOYMENT, { handler: 42 });

    expect(control('Handler')).toHaveProperty('value', '42');
  });

  it('accepts an expression and marks it', () => {
    const { container } = showForm(DEPLOYMENT, {});

    type('Role', '${parameters.role}');

    expect(container.querySelector('[data-field=role]')?.textContent).toContain('expression, evaluated at run time');
    expect(redLines(container)).toEqual([]);
  });

  it('keeps its element while the user types, so that the focus stays', () => {
    showForm(DEPLOYMENT, {});
    open('Memory and timeout');
    const before = control('Memory');

    fireEvent.change(before, { target: { value: '$' } });
    fireEvent.change(before, { target: { value: '${' } });
    fireEvent.change(before, { target: { value: '${a}' } });

    expect(control('Memory')).toBe(before);
  });
});

describe('a suggested text', () => {
  it("suggests Deck's accounts and the regions of the selected one, and accepts any other text", async () => {
    jest.spyOn(AccountService, 'listAccounts').mockResolvedValue([
      { name: 'local', regions: [{ name: 'us-east-1' }] },
      { name: 'prod', regions: [{ name: 'eu-central-1' }] },
    ] as never);
    const shown = showForm(ROUTE, { account: 'prod' });
    await screen.findAllByRole('button', { name: 'Show suggestions' });

    fireEvent.keyDown(control('Region'), { key: 'ArrowDown' });
    const offered = within(screen.getByRole('listbox'))
      .getAllByRole('option')
      .map((option) => option.textContent);
    fireEvent.keyDown(control('Region'), { key: 'Enter' });
    type('Account', '${parameters.account}');

    expect(offered).toEqual(['eu-central-1']);
    expect(saved(shown.stage)).toEqual({ account: '${parameters.account}', region: 'eu-central-1' });
  });

  it('is a plain text field while accounts cannot be read', () => {
    jest.spyOn(AccountService, 'listAccounts').mockImplementation(() => {
      throw new Error('no Gate');
    });
    const shown = showForm(ROUTE, {});

    type('Account', 'local');

    expect(saved(shown.stage)).toEqual({ account: 'local' });
  });
});

describe('a number', () => {
  it('is written as a number, and anything else as typed, with a complaint after leaving', () => {
    const shown = showForm(DEPLOYMENT, { memorySize: 128 });
    open('Memory and timeout');

    type('Memory', '512');
    const written = saved(shown.stage);
    type('Memory', '12x');

    expect(written).toEqual({ memorySize: 512 });
    expect(saved(shown.stage)).toEqual({ memorySize: '12x' });
    expect(redLines(shown.container)).toEqual(['Memory must be a whole number from 128 to 10240.']);
  });

  it('switches to an expression and back without losing either', () => {
    const shown = showForm(DEPLOYMENT, { memorySize: 512 });
    open('Memory and timeout');
    const way = within(screen.getByRole('radiogroup', { name: 'How Memory is entered' }));

    fireEvent.click(way.getByRole('radio', { name: 'an expression' }));
    type('Memory', '${parameters.memory}');
    const expression = saved(shown.stage);
    fireEvent.click(way.getByRole('radio', { name: 'a plain value' }));
    const plain = saved(shown.stage);
    fireEvent.click(way.getByRole('radio', { name: 'an expression' }));

    expect(expression).toEqual({ memorySize: '${parameters.memory}' });
    expect(plain).toEqual({ memorySize: 512 });
    expect(saved(shown.stage)).toEqual({ memorySize: '${parameters.memory}' });
    expect(shown.container.textContent).toContain('must evaluate to a whole number from 128 to 10240');
  });
});

describe('a choice', () => {
  it('shows what applies while it is absent, without writing it', () => {
    const { changes } = showForm(ROUTE, { deploymentStrategy: '$SIMPLE' });

    expect(screen.getByRole('radio', { name: 'Revert' })).toHaveProperty('checked', true);
    expect(changes).toEqual([]);
  });

  it('writes the value behind the words', () => {
    const shown = showForm(ROUTE, { deploymentStrategy: '$SIMPLE' });

    click('radio', 'Revert and delete candidate');

    expect(saved(shown.stage)).toEqual({ deploymentStrategy: '$SIMPLE', onFailure: 'revertAndDeleteCandidate' });
  });

  it('is written as a list if AWS expects one', () => {
    const shown = showForm(DEPLOYMENT, { memorySize: 64 });

    click('radio', 'arm64');

    expect(saved(shown.stage)).toEqual({ memorySize: 64, architectures: ['arm64'] });
  });

  it('for ownership follows the list while it is absent', () => {
    showForm(DEPLOYMENT, { triggerArns: ['x'] });

    expect(screen.getByRole('radio', { name: 'Add or update' })).toHaveProperty('checked', true);
  });
});

describe('a checkbox', () => {
  it('reads text from a pipeline parameter, and writes true or false', () => {
    const shown = showForm(DEPLOYMENT, { publish: 'true' });

    click('checkbox', 'Publish');

    expect(saved(shown.stage)).toEqual({ publish: false });
  });
});

describe('a list', () => {
  it('adds entries with Enter, comma and paste, and drops duplicates', () => {
    const shown = showForm(DEPLOYMENT, { aliases: 'live' });
    const input = control('Aliases');

    fireEvent.change(input, { target: { value: 'stage' } });
    fireEvent.keyDown(input, { key: 'Enter' });
    fireEvent.change(input, { target: { value: 'live,' } });
    fireEvent.paste(input, { clipboardData: { getData: () => 'a b\nc' } });
    fireEvent.change(input, { target: { value: '${parameters.alias}' } });
    fireEvent.blur(input);

    expect(saved(shown.stage)).toEqual({ aliases: ['live', 'stage', 'a', 'b', 'c', '${parameters.alias}'] });
  });

  it('keeps entries that are not text, and removes the field after the last one', () => {
    const shown = showForm(DEPLOYMENT, { aliases: ['live', { a: 1 }] });

    click('button', 'Remove live');
    const kept = saved(shown.stage);
    click('button', 'Remove {"a":1}');

    expect(kept).toEqual({ aliases: [{ a: 1 }] });
    expect(saved(shown.stage)).toEqual({});
  });

  it('distinguishes an empty list from an absent one', () => {
    const shown = showForm(DEPLOYMENT, { layers: [] });
    open('Memory and timeout');

    const empty = shown.container.querySelector('[data-field=layers]')?.textContent;
    click('button', 'Leave unchanged instead');

    expect(empty).toContain('Set to empty: everything that is there now will be removed.');
    expect(saved(shown.stage)).toEqual({});
    expect(shown.container.querySelector('[data-field=layers]')?.textContent).toContain('Unchanged.');
  });
});

describe('a map', () => {
  it('masks values of the environment until the user shows them, but shows expressions', () => {
    showForm(DEPLOYMENT, { envVariables: { KEY: 'secret', REF: '${#secret("a")}' } });
    open('Environment');

    const masked = control('Value of KEY').getAttribute('type');
    click('button', 'Show value of KEY');

    expect(masked).toBe('password');
    expect(control('Value of KEY').getAttribute('type')).toBe('text');
    expect(control('Value of REF').getAttribute('type')).toBe('text');
  });

  it('adds, renames and removes rows, and keeps a row while its name is being typed', () => {
    const shown = showForm(DEPLOYMENT, { envVariables: { KEY: '1' } });
    open('Environment');

    click('button', 'Add variable');
    fireEvent.change(control('Name of new variable'), { target: { value: 'KEY' } });
    const twice = redLines(shown.container);
    fireEvent.change(screen.getAllByLabelText('Name of KEY')[1] as HTMLElement, { target: { value: 'KEYS' } });
    fireEvent.change(control('Value of KEYS'), { target: { value: '2' } });
    const both = saved(shown.stage);
    click('button', 'Remove KEY');

    expect(twice).toEqual(['KEY is listed twice; the first one is used.']);
    expect(both).toEqual({ envVariables: { KEY: '1', KEYS: '2' } });
    expect(saved(shown.stage)).toEqual({ envVariables: { KEYS: '2' } });
  });

  it('keeps values that are not text, and shows nothing of them if they may be secret', () => {
    const shown = showForm(DEPLOYMENT, { envVariables: { A: { key: 'hunter2' }, B: 'x' } });

    fireEvent.change(control('Name of B'), { target: { value: 'C' } });

    expect(saved(shown.stage)).toEqual({ envVariables: { A: { key: 'hunter2' }, C: 'x' } });
    expect(shown.container.innerHTML).not.toContain('hunter2');
  });
});

describe('a JSON box', () => {
  it('writes JSON, and keeps invalid JSON only in the box', () => {
    const shown = showForm('Aws.LambdaInvokeStage', { expect: [1] });

    type('Expectations', '[{"maxDurationMs": 5}]');
    const written = saved(shown.stage);
    type('Expectations', '[{');

    expect(written).toEqual({ expect: [{ maxDurationMs: 5 }] });
    expect(saved(shown.stage)).toEqual(written);
    expect(redLines(shown.container).some((line) => line.includes('Not valid JSON'))).toBe(true);
    expect(control('Expectations')).toHaveProperty('value', '[{');
  });
});
