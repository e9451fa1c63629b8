import fc from 'fast-check';
import { nearestName } from './nearestName';

const known = ['functionName', 'aliasName', 'region', 'role', 'tags', 'layers', 'publish'];

describe('the intended name', () => {
  it.each([
    ['FunctionName', 'functionName'],
    ['fuctionName', 'functionName'],
    ['functionNmae', 'functionName'],
    ['functionNames', 'functionName'],
    ['functinNam', 'functionName'],
    ['regoin', 'region'],
    ['regions', 'region'],
    ['tag', 'tags'],
    ['Tags', 'tags'],
    ['rolle', 'role'],
    ['publsih', 'publish'],
  ])('for %s is %s', (name, expected) => {
    const nearest = nearestName(name, known);

    expect(nearest).toBe(expected);
  });

  it.each(['', 'x', 'owner', 'tasks', 'tgas!', 'functionVersion', 'zone', 'rolex12'])('for %j is unknown', (name) => {
    const nearest = nearestName(name, known);

    expect(nearest).toBeUndefined();
  });

  it('is the name itself for every known name, and never an unknown one', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (name) => {
        const nearest = nearestName(name, known);

        expect(nearest === undefined || known.includes(nearest)).toBe(true);
      }),
    );
    expect(known.map((name) => nearestName(name, known))).toEqual(known);
  });

  it('is the closest of several', () => {
    const nearest = nearestName('trafficPercentB', ['trafficPercentA', 'trafficPercentB']);

    expect(nearest).toBe('trafficPercentB');
  });
});
