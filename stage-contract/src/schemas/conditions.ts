import { anyOf, refTo, type JsonSchema } from './jsonSchema';
import { writtenAs } from './writtenValue';

/*
 * What rules say about a stage. The sidecar reads a field unless it is absent or holds an expression, so a rule looks at
 * fields that were read, and never calls a field missing that holds an expression.
 */

const withField = (name: string, schema: JsonSchema): JsonSchema => ({
  required: [name],
  properties: { [name]: schema },
});

/** The field has a value or an expression. */
export const isGiven = (name: string): JsonSchema => withField(name, { not: refTo('absent') });

/** The field has a value. */
export const isRead = (name: string): JsonSchema => withField(name, refTo('value'));

/** The field has a value, and the schema accepts it. */
export const isReadAs = (name: string, schema: JsonSchema): JsonSchema =>
  withField(name, { allOf: [refTo('value'), schema] });

/** The field holds an expression. */
export const holdsExpression = (name: string): JsonSchema => withField(name, refTo('expression'));

/** The field has one of these values. */
export const is = (name: string, ...values: readonly (string | number | boolean)[]): JsonSchema =>
  withField(name, anyOf(...values.map(writtenAs)));

/** The field must not have a value; it may hold an expression. */
export const mayNotBeRead = (name: string): JsonSchema => ({ properties: { [name]: refTo('unset') } });

/** The field may only have a value that the schema accepts, or hold an expression. */
export const mayOnlyBe = (name: string, schema: JsonSchema): JsonSchema => ({
  properties: { [name]: anyOf(schema, refTo('unset')) },
});

/** The field must have a value that the schema accepts, or hold an expression. */
export const mustBe = (name: string, schema: JsonSchema): JsonSchema =>
  withField(name, anyOf(schema, refTo('expression')));

/** A value that is not an empty list, however it is written. */
export const filledList: JsonSchema = {
  not: anyOf(refTo('absent'), { type: 'array', maxItems: 0 }, { type: 'string', pattern: '^\\s*\\[\\s*\\]\\s*$' }),
};

/** All of the conditions. */
export const all = (...conditions: readonly JsonSchema[]): JsonSchema => ({ allOf: conditions });
/** At least one of the conditions. */
export const any = (...conditions: readonly JsonSchema[]): JsonSchema => ({ anyOf: conditions });
/** Not the condition. */
export const not = (condition: JsonSchema): JsonSchema => ({ not: condition });

/** A rule: what holds under a condition, and why. */
export const when = ($comment: string, condition: JsonSchema, rule: JsonSchema): JsonSchema => ({
  $comment,
  if: condition,
  then: rule,
});
