import { StageError } from 'stage-contract';
import type { ApplyContext } from '../stage';
import { waitForRole } from './waitForRole';

const role = 'arn:aws:iam::123456789012:role/checkout';
const refused = (code: 'roleNotAssumable' | 'accessDenied'): StageError => new StageError({ code, what: 'No.', where: 'checkout' });
const contextAt = (elapsedMs: number, tries: number): ApplyContext<object> => ({ ...Object.create(null) as ApplyContext<object>, firstBegunAtMs: 1_000, nowMs: 1_000 + elapsedMs, tries, iamPropagationMs: 60_000 });

it.each([[0, 1, 1000], [3_000, 3, 3000], [59_999, 20, 5000]])('looks again %i ms after the first try, saying why', (elapsedMs, tries, afterMs) => {
  const applied = waitForRole(refused('roleNotAssumable'), role, contextAt(elapsedMs, tries));

  expect(applied).toEqual({ kind: 'wait', afterMs, progress: expect.stringContaining(`Lambda cannot assume ${role} yet`) });
});

it.each<[string, StageError, number]>([
  ['a role that is still unknown after a minute', refused('roleNotAssumable'), 60_000],
  ['any other error at once', refused('accessDenied'), 0],
])('lets through %s', (_title, error, elapsedMs) => {
  expect(() => waitForRole(error, role, contextAt(elapsedMs, 1))).toThrow(error);
});
