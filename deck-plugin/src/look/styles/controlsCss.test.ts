import { controlsCss } from './controlsCss';

describe('the look of choices next to each other', () => {
  it('keeps a group together: its words wrap inside the buttons, and on small screens all are stacked', () => {
    const [everywhere = '', small = ''] = controlsCss.split('@media (max-width: 860px)');

    expect(/\.lst-segments \{[^}]*\}/.exec(everywhere)?.[0]).not.toContain('flex-wrap');
    expect(/\.lst-segments \{[^}]*\}/.exec(small)?.[0]).toContain('flex-direction: column');
  });
});
