import { manualClock } from '../testing/manualClock';
import { runPaceScript, SCRIPT_ANSWERS } from '../testing/paceScript';
import { MemoryRates } from './memoryRates';

describe('rates in memory', () => {
  it('come out at the same pace as in a journal that replicas share', async () => {
    const store = new MemoryRates(manualClock(0));

    const answers = await runPaceScript(store);

    expect(answers).toEqual(SCRIPT_ANSWERS);
  });
});
