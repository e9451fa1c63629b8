import { GRADUAL_PRESETS } from 'stage-contract';
import { presetWords } from './presetWords';

describe('a preset', () => {
  it('reads as a sentence', () => {
    expect(GRADUAL_PRESETS.map(presetWords)).toEqual([
      '10%, and 100% after 5 minutes',
      '10%, and 100% after 10 minutes',
      '10%, and 100% after 15 minutes',
      '10%, and 100% after 30 minutes',
      '10% more every minute',
      '10% more every 2 minutes',
      '10% more every 3 minutes',
      '10% more every 10 minutes',
      '100% at once',
    ]);
  });
});
