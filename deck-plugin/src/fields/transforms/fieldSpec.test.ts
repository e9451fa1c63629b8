import { kindOf } from './fieldSpec';

describe('the kind of a schema', () => {
  it.each([[undefined], [null], [{}], [{ def: 7 }], [{ def: { type: 'odd' } }]])('of %j is anything', (schema) => {
    expect(kindOf(schema)).toEqual({ kind: 'any' });
  });
});
