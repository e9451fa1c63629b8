import { saidPieces, withZonedTimes, type Surroundings } from './saidPieces';
import { zonedTimes } from './zonedTimes';

const among = (...executions: string[]): Surroundings => ({
  times: zonedTimes('Europe/Berlin'),
  besideMs: Date.parse('2026-11-21T14:00:05Z'),
  executions: new Set(executions),
});

describe('the pieces of a text', () => {
  it('are figures and text if nothing is known around it', () => {
    expect(saidPieces('v42 10% of 01AB since 2026-11-21T13:40:00Z', undefined)).toEqual([
      { kind: 'figure', text: 'v42 10%' },
      { kind: 'text', text: ' of 01AB since 2026-11-21T13:40:00Z' },
    ]);
  });

  it('are links for each execution that the outcome names, as often as the text names it', () => {
    expect(saidPieces('of 01AB, of 02/CD, of 01AB', among('02/CD', '01AB', ''))).toEqual([
      { kind: 'text', text: 'of ' },
      { kind: 'execution', text: '01AB', href: '#/executions/01AB' },
      { kind: 'text', text: ', of ' },
      { kind: 'execution', text: '02/CD', href: '#/executions/02%2FCD' },
      { kind: 'text', text: ', of ' },
      { kind: 'execution', text: '01AB', href: '#/executions/01AB' },
    ]);
  });

  it.each([
    ['since 2026-11-21T13:40:00.123Z.', 'since 14:40:00.'],
    ['at 2026-11-20T22:00:00Z', 'at 20 Nov 23:00:00'],
    ['at 2026-99-99T22:00:00Z', 'at 2026-99-99T22:00:00Z'],
    ['build 2026-11-21', 'build 2026-11-21'],
  ])('have times in the zone: %s', (text, zoned) => {
    expect(withZonedTimes(text, among())).toBe(zoned);
  });
});
