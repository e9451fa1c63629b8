import { outcomeSchema } from './outcome/outcome';
import { bareSchema, schemaForm } from './schemaForm';

describe('the form of a schema', () => {
  it('is found out once: the outcome has hundreds of values of a few dozen schemas', () => {
    const { invocations } = outcomeSchema.shape;

    expect(bareSchema(invocations)).not.toBe(invocations);
    expect(schemaForm(bareSchema(invocations))).toMatchObject({ form: 'list' });
    expect(schemaForm(bareSchema(invocations))).toBe(schemaForm(bareSchema(invocations)));
  });
});
