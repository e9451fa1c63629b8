import { controlsCss } from './controlsCss';

describe('the look of choices side by side', () => {
  it('keeps a group in one piece: its words wrap inside the buttons, and on small screens all stand below each other', () => {
    const [everywhere = '', small = ''] = controlsCss.split('@media (max-width: 860px)');

    expect(/\.lst-segments \{[^}]*\}/.exec(everywhere)?.[0]).not.toContain('flex-wrap');
    expect(/\.lst-segments \{[^}]*\}/.exec(small)?.[0]).toContain('flex-direction: column');
  });
});
