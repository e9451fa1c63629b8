import { EVERY_CELL } from './everyCell';
import { chosenFaults } from './chosenFaults';
import { PASSING_FAULTS } from './faultKinds';
import { runPassingCells } from './passingCells';
import { STRESS_STAGES } from './stressStages';

it('every stage ends as without the fault, and does nothing twice, if AWS refuses any one of its calls, or its response is lost or late', async () => {
  const { cells, stages, wrong, met } = await runPassingCells(EVERY_CELL ? () => PASSING_FAULTS : chosenFaults());

  expect(wrong).toEqual([]);
  expect(stages).toBe(STRESS_STAGES.length);
  expect(cells).toBeGreaterThan(stages * (EVERY_CELL ? 70 : 15));
  expect(met).toEqual(new Set(PASSING_FAULTS));
}, 1_800_000);
