import { z } from 'zod';
import { stageStepSchema } from '../../../model/step';

/** What was set before the step; null: nothing. Absent in steps that an older release planned. */
const before = z.number().nullable().exactOptional();

/** Sets or removes the function's reserved concurrency; without `executions` it is removed. */
const reservedStepSchema = stageStepSchema.extend({
  kind: z.literal('reserved'),
  executions: z.number().exactOptional(),
  before,
});
export type ReservedStep = z.output<typeof reservedStepSchema>;

/** Sets or removes an alias's provisioned concurrency. */
const provisionedStepSchema = stageStepSchema.extend({
  kind: z.literal('provisioned'),
  qualifier: z.string(),
  executions: z.number().exactOptional(),
  before,
});
export type ProvisionedStep = z.output<typeof provisionedStepSchema>;

/** Waits until the provisioned environments are ready. */
const settleProvisionedStepSchema = stageStepSchema.extend({
  kind: z.literal('settleProvisioned'),
  qualifier: z.string(),
  executions: z.number(),
  /** Waits for what a step has brought back; if that could not be done, there is nothing to wait for. */
  restores: z.literal(true).exactOptional(),
});
export type SettleProvisionedStep = z.output<typeof settleProvisionedStepSchema>;

/** The steps that change concurrency, by kind. */
export const concurrencyStepSchemas = [reservedStepSchema, provisionedStepSchema, settleProvisionedStepSchema] as const;
export type ConcurrencyStep = z.output<(typeof concurrencyStepSchemas)[number]>;

/** Brings back what a step has changed: only from what the step has left, because anything else is someone else's. */
const restores = { before: z.number().nullable(), left: z.number().nullable() };

/** Brings back the function's reserved concurrency. */
const restoreReservedStepSchema = stageStepSchema.extend({ kind: z.literal('restoreReserved'), ...restores });
export type RestoreReservedStep = z.output<typeof restoreReservedStepSchema>;

/** Brings back an alias's provisioned concurrency. */
const restoreProvisionedStepSchema = stageStepSchema.extend({
  kind: z.literal('restoreProvisioned'),
  qualifier: z.string(),
  ...restores,
});
export type RestoreProvisionedStep = z.output<typeof restoreProvisionedStepSchema>;

/** The steps that bring back concurrency, by kind. */
export const concurrencyRestoreSchemas = [restoreReservedStepSchema, restoreProvisionedStepSchema] as const;
export type ConcurrencyRestore = z.output<(typeof concurrencyRestoreSchemas)[number]>;
