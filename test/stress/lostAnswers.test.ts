import { STRESS_STAGES } from './stressStages';
import { PASSING_FAULTS } from './faultKinds';
import { runPassingCells } from './passingCells';

it('every stage ends as without the fault, and does nothing twice, if the response of any one of its calls is lost or late', async () => {
  const kinds = PASSING_FAULTS.filter((kind) => kind.acts !== 'never');

  const { cells, stages, wrong } = await runPassingCells(kinds);

  expect(wrong).toEqual([]);
  expect(stages).toBe(STRESS_STAGES.length);
  expect(cells).toBeGreaterThan(stages * kinds.length * 2);
}, 1_800_000);
