import { formVoice } from './messages/formVoice';
import { ownEntry } from './ownEntry';

describe('an entry of a table', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('is absent under the name %s', (name) => {
    expect(ownEntry({ a: 1 }, name)).toBeUndefined();
    expect(formVoice('Aws.LambdaTrafficRoutingStage').choice('deploymentStrategy', name)).toBe(`“${name}”`);
  });

  it('is found if the table has it, whatever its name', () => {
    expect(ownEntry({ a: 1, constructor: 2 }, 'a')).toBe(1);
    expect(ownEntry<number>({ a: 1, constructor: 2 }, 'constructor')).toBe(2);
    expect(ownEntry(undefined, 'a')).toBeUndefined();
  });
});
