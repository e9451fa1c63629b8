import { evidenceMeter, ratioWords } from './evidenceMeter';

describe('a ratio', () => {
  it.each([
    [2, '100:1'],
    [-2, '1:100'],
    [0, '1:1'],
    [-1.93, '1:85'],
    [2.28, '190:1'],
    [0.1, '1.3:1'],
    [1.3, '20:1'],
    [5, '100,000:1'],
    [99, 'over 1,000,000:1'],
    [-99, 'under 1:1,000,000'],
  ])('of the power %d reads %s', (power, words) => {
    expect(ratioWords(power)).toBe(words);
  });
});

describe('the meter', () => {
  it('goes from 1:100 to 100:1, clamps its pointer, and still says the true ratio', () => {
    expect(evidenceMeter(2.28, 2)).toMatchObject({ place: 100, actsAt: 100, ratio: '190:1', acts: '100:1' });
    expect(evidenceMeter(-99, 2)).toMatchObject({ place: 0, ratio: 'under 1:1,000,000', ticks: [25, 50, 75] });
    expect(evidenceMeter(0, 2).place).toBe(50);
  });

  it.each([1e300, 1e8, -5])('stays a scale for a threshold of %d, which no guard has', (threshold) => {
    expect(evidenceMeter(1, threshold).ticks.length).toBeLessThan(20);
  });

  it('is longer for a guard that acts later, and marks where one acts that needs less', () => {
    expect(evidenceMeter(2, 4)).toMatchObject({ place: 75, actsAt: 100, acts: '10,000:1', namesMiddle: true });
    expect(evidenceMeter(0, 1)).toMatchObject({ actsAt: 75, acts: '10:1', namesMiddle: false });
  });
});
