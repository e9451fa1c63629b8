import { screen } from '@testing-library/react';
import { showForm } from '../../testing/showForm';

describe('Update Code', () => {
  it('asks for target and code, with no closed sections', () => {
    const { container } = showForm('Aws.LambdaUpdateCodeStage', {});

    const sections = [...container.querySelectorAll('[data-section]')].map((section) =>
      section.getAttribute('data-section'),
    );

    expect(sections).toEqual(['where', 'code']);
    expect(screen.queryByText('Open all')).toBeNull();
  });
});
