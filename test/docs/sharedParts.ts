import type { z } from 'zod';
import { artifactSchema, expectationSchema, healthCheckSchema } from '../../stage-contract/src';
import { partSchema } from './readFields';
import type { JsonSchema } from './typeWords';

/** A kind of map that several fields hold, described once for all of them. */
export interface SharedPart {
  title: string;
  /** Whether a field holds it. */
  isHeldBy(schema: JsonSchema | undefined): boolean;
  schema: JsonSchema;
}

const shared = (title: string, schema: z.ZodType): SharedPart => {
  const json = partSchema(schema);
  const shape = JSON.stringify(json.properties);
  return { title, schema: json, isHeldBy: (other) => JSON.stringify(other?.properties) === shape };
};

/** In the order in which a page describes them: a check holds the others. */
export const SHARED_PARTS: readonly SharedPart[] = [
  shared('Checks', healthCheckSchema),
  shared('Expectations', expectationSchema),
  shared('Inline artifacts', artifactSchema),
];

/** The shared part that a field, or each entry of its list, holds. */
export const sharedPartOf = (schema: JsonSchema | undefined): SharedPart | undefined =>
  SHARED_PARTS.find((part) => part.isHeldBy(schema?.type === 'array' ? schema.items : schema));
