import { is, isGiven, when } from '../conditions';
import type { JsonSchema } from '../jsonSchema';

/** `providedRule` of fields/version.ts. */
export const providedRule = (name: string, numberField: string): JsonSchema =>
  when('$PROVIDED needs its number.', is(name, '$PROVIDED'), isGiven(numberField));
