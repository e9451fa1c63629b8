import { say, StageError, type Routing } from 'stage-contract';
import type { PinReader } from '../../../model/pins';
import { revertsTo, revertTimer, revertTimers } from './revertTimer';
import { knownPins } from './testing/knownPins';
import { routingFrom } from './testing/scriptedAlias';

const split = routingFrom('1+2@10');
const timer = revertTimer({ aliasName: 'live', afterSeconds: 3600, split, to: routingFrom('1') }, ({ words }) => ({
  id: 'timedRevert',
  sentence: words,
  mutates: true,
}));
const expired = (code: 'pinExpired' | 'internal'): StageError =>
  new StageError({ code, what: say('broughtBack', {}), where: 'x' });

describe('the timer of a split', () => {
  it('guards the split, and says in its step what it is going to do', () => {
    expect(timer).toEqual({
      resource: 'alias:live',
      afterSeconds: 3600,
      guard: split,
      to: routingFrom('1'),
      step: {
        id: 'timedRevert',
        sentence: 'Revert live to v1 100%, because the canary was not promoted within 1 h',
        mutates: true,
      },
    });
  });

  it('is shown, also to expressions, with when it reverts and where to', () => {
    const report = revertTimers.armed(timer, '2026-11-21T13:00:00.000Z');

    const shown = { state: 'pending', revertAt: '2026-11-21T13:00:00.000Z', afterSeconds: 3600, to: routingFrom('1') };
    expect(report).toEqual({ revertTimer: shown, outputs: { revertTimer: shown } });
  });

  it('is the only follow-up whose end it knows', () => {
    expect(() => revertsTo({ to: { version: '1' } })).toThrow();
  });
});

describe('whether an alias is left as its timer guards it', () => {
  const leftBy = (pins: Partial<Record<string, Routing | null>>): PinReader =>
    knownPins({ routing: async (kind, aliasName) => (aliasName === 'live' ? pins[kind] : undefined) });

  it.each<[string, PinReader, boolean]>([
    ['an execution left that split', leftBy({ leftRouting: split, firstRouting: routingFrom('1') }), true],
    ['an execution left another one', leftBy({ leftRouting: routingFrom('2'), firstRouting: split }), false],
    ['an execution found that split and left it alone', leftBy({ firstRouting: split }), true],
    ['an execution found another routing and left it alone', leftBy({ firstRouting: routingFrom('2') }), false],
    ['an execution deleted the alias', leftBy({ leftRouting: null, firstRouting: split }), false],
    ['an execution knows nothing of the alias', leftBy({}), false],
    ["an execution's pins have expired", knownPins({ routing: () => Promise.reject(expired('pinExpired')) }), false],
  ])('is told where %s', async (_title, pins, isLeft) => {
    expect(await revertTimers.isLeftAsGuarded(timer, pins)).toBe(isLeft);
  });

  it.each<[string, Parameters<typeof revertTimers.isLeftAsGuarded>[0], PinReader]>([
    ['the resource is no alias', { ...timer, resource: 'queue:orders' }, leftBy({ leftRouting: split })],
    ['the guard is no routing', { ...timer, guard: 'v1' }, leftBy({ leftRouting: split })],
    ['the pin can not be read', timer, knownPins({ routing: () => Promise.reject(expired('internal')) })],
  ])('is not known where %s', async (_title, guarded, pins) => {
    expect(await revertTimers.isLeftAsGuarded(guarded, pins)).toBeUndefined();
  });

  it('is asked again where the journal did not answer', async () => {
    const away = new Error('away');

    await expect(revertTimers.isLeftAsGuarded(timer, knownPins({ routing: () => Promise.reject(away) }))).rejects.toBe(
      away,
    );
  });
});
