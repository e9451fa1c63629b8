import type { Outcome } from 'stage-contract';

import type { RoutingAnswer } from '../traffic/trafficAnswer';
import { wasTakenBack } from './badCanary';

const route = (status: Outcome['status'], code: string): Outcome =>
  ({ status, failure: { code }, routing: { before: { mainVersion: '1' } } }) as Outcome;
const alias = (main: string, additional: string | null): RoutingAnswer => ({
  outcome: 'found',
  routing: { main, additional: additional === null ? null : { version: additional, weightPercent: 25 } },
});

describe('a bad version was taken back', () => {
  it('if the guard has found it worse, and the alias serves what it served before', () => {
    expect(wasTakenBack(route('TERMINAL', 'candidateWorse'), alias('1', null))).toBe(true);
  });

  it.each([
    ['the alias still gives it traffic', route('TERMINAL', 'candidateWorse'), alias('1', '2')],
    ['the alias serves it alone', route('TERMINAL', 'candidateWorse'), alias('2', null)],
    ['the stage failed for another reason', route('TERMINAL', 'notEnoughEvidence'), alias('1', null)],
    ['the stage has not ended', route('RUNNING', 'candidateWorse'), alias('1', null)],
    [
      'AWS does not say what the alias serves',
      route('TERMINAL', 'candidateWorse'),
      { outcome: 'refused', reason: 'unreachable', message: '' } as const,
    ],
  ])('not if %s', (_case, outcome, answer) => {
    expect(wasTakenBack(outcome, answer)).toBe(false);
  });
});
