import type { z } from 'zod';
import type { Problem } from './messages/problem';
import type { Remedy } from './messages/remedies';

/** The types of the stages: those of Spinnaker's own Lambda stages, and one of our own for rollouts under way. */
export const STAGE_TYPES = [
  'Aws.LambdaDeploymentStage',
  'Aws.LambdaUpdateCodeStage',
  'Aws.LambdaTrafficRoutingStage',
  'Aws.LambdaInvokeStage',
  'Aws.LambdaDeleteStage',
  'Aws.LambdaRolloutActionStage',
] as const;
export type StageType = (typeof STAGE_TYPES)[number];

/** A titled group of fields in the form and the docs. */
export interface Section {
  id: string;
  title: string;
}

/** The single source of types, validation, forms, JSON Schema and docs of one stage. */
export interface StageDefinition<Shape extends z.core.$ZodLooseShape = z.core.$ZodLooseShape> {
  type: StageType;
  /** Name for folders and docs, such as `deployment`. */
  key: string;
  label: string;
  description: string;
  sections: readonly Section[];
  schema: z.ZodObject<Shape>;
  /**
   * Where a version or alias belongs that a user has written behind the function's name. Absent: the stage works on the
   * function as a whole.
   */
  qualifierFields: { readonly alias?: string; readonly version?: string };
  /** Known fields that this release rejects, with what to do instead. */
  notSupportedYet: Readonly<Record<string, Remedy>>;
  /** Fields of native pipelines that have no function; dropped silently. */
  deadFields: readonly string[];
  /**
   * Rules over several fields, applied to the well-formed ones. `unread` names fields that are given but whose value
   * is unknown (an expression, or a rejected value), so that they are not treated as absent. `context` is the whole
   * stage: Orca's own `stageTimeoutMs` limits some fields.
   */
  rules(
    fields: Partial<z.output<z.ZodObject<Shape>>>,
    unread: ReadonlySet<string>,
    context: Readonly<Record<string, unknown>>,
  ): Problem[];
}

/** Helps TypeScript connect a definition's rules to its fields. */
export const defineStage = <Shape extends z.core.$ZodLooseShape>(
  definition: StageDefinition<Shape>,
): StageDefinition<Shape> => definition;
