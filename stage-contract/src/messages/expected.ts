import { z } from 'zod';
import { layersOf } from '../schemaAt';
import { problem, problemWords, type Problem, type ProblemCode, type ProblemOf } from './problem';
import { API_VOICE } from './voice';

/** What a value must be: code and values of the problem with any other value. */
export type Expected = {
  [C in Extract<ProblemCode, `expected${string}`>]: Pick<ProblemOf<C>, 'code' | 'values'>;
}[Extract<ProblemCode, `expected${string}`>];

/** Stored next to the schemas, because zod's own messages can only be text. */
const registry = z.registry<{ expected: Expected }>();

/** Records what a value of the schema must be. */
export function expecting<S extends z.ZodType>(schema: S, expected: Expected): S {
  registry.add(schema, { expected });
  return schema;
}

/** The problem with a value that does not match its schema; a general one if the schema records nothing. */
export function expectedProblem(field: string, schema: z.core.$ZodType | undefined): Problem {
  const layers = schema === undefined ? [] : layersOf(schema);
  const found = layers.map((layer) => registry.get(layer)?.expected).find((expected) => expected !== undefined);
  if (found === undefined) return problem(field, 'invalid', {});
  const bare = { field, message: '', ...found };
  return { ...bare, message: problemWords(bare, API_VOICE) };
}
