import { fireEvent, screen, within } from '@testing-library/react';
import { click, control, saved, showForm } from '../../testing/showForm';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';

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
  it('is copied from an earlier stage with one click, including its alias', () => {
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
  it('closes when the text is one of them, and shows all on request', () => {
    showForm(ROUTE, { refId: '2', requisiteStageRefIds: ['1'] }, { pipeline });

    fireEvent.change(control('Alias'), { target: { value: 'li' } });
    const typing = screen.queryAllByRole('option', { name: 'live' }).length;
    fireEvent.change(control('Alias'), { target: { value: 'live' } });
    const typed = screen.queryAllByRole('option', { name: 'live' }).length;
    fireEvent.keyDown(control('Alias'), { key: 'ArrowDown' });

    expect([typing, typed, screen.queryAllByRole('option', { name: 'live' }).length]).toEqual([1, 0, 1]);
  });
});
