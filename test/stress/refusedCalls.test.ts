import { STRESS_STAGES } from './stressStages';
import { PASSING_FAULTS } from './faultKinds';
import { runPassingCells } from './passingCells';

it('every stage ends as without the fault if AWS does not execute any one of its calls: throttled, 5xx, or dropped before acting', async () => {
  const kinds = PASSING_FAULTS.filter((kind) => kind.acts === 'never');

  const { cells, stages, wrong } = await runPassingCells(kinds);

  expect(wrong).toEqual([]);
  expect(stages).toBe(STRESS_STAGES.length);
  expect(cells).toBeGreaterThan(stages * kinds.length * 2);
}, 1_800_000);
