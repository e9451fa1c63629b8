import { z } from 'zod';
import { stageStepSchema } from '../../../model/step';

/** Sets or removes the function's reserved concurrency; without `executions` it is removed. */
const reservedStepSchema = stageStepSchema.extend({
  kind: z.literal('reserved'),
  executions: z.number().exactOptional(),
});
export type ReservedStep = z.output<typeof reservedStepSchema>;

/** Sets or removes an alias's provisioned concurrency. */
const provisionedStepSchema = stageStepSchema.extend({
  kind: z.literal('provisioned'),
  qualifier: z.string(),
  executions: z.number().exactOptional(),
});
export type ProvisionedStep = z.output<typeof provisionedStepSchema>;

/** Waits until the provisioned environments are ready. */
const settleProvisionedStepSchema = stageStepSchema.extend({
  kind: z.literal('settleProvisioned'),
  qualifier: z.string(),
  executions: z.number(),
});
export type SettleProvisionedStep = z.output<typeof settleProvisionedStepSchema>;

/** The steps that change concurrency, by kind. */
export const concurrencyStepSchemas = [reservedStepSchema, provisionedStepSchema, settleProvisionedStepSchema] as const;
export type ConcurrencyStep = z.output<(typeof concurrencyStepSchemas)[number]>;
