import { screen } from '@testing-library/react';
import { ROLLOUT_ACTIONS, ROLLOUT_ACTION_WORDS } from 'stage-contract';
import { showForm } from '../../testing/showForm';

describe('Rollout Action', () => {
  it('asks which rollout, what to do, and why', () => {
    const { container } = showForm('Aws.LambdaRolloutActionStage', { aliasName: 'live', action: 'promote' });

    const sections = [...container.querySelectorAll('[data-section]')].map((section) =>
      section.getAttribute('data-section'),
    );

    expect(sections).toEqual(['where', 'what']);
    for (const action of ROLLOUT_ACTIONS)
      expect(screen.getByRole('radio', { name: new RegExp(`^${ROLLOUT_ACTION_WORDS[action]}`) })).toBeTruthy();
    expect(screen.getByLabelText('Reason')).toBeTruthy();
  });
});
