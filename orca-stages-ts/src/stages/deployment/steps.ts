import { aliasReportSchema, routingSchema, toldSchema } from 'stage-contract';
import { z } from 'zod';
import { stageDocuments } from '../../model/stageDocuments';
import { stageStepSchema } from '../../model/step';
import { codeFactsSchema, codeStepSchemas, headExpectation } from '../shared/code';
import { concurrencyStepSchemas } from '../shared/concurrency';
import { eventSourceFactsSchema, eventSourceStepSchemas } from '../shared/eventSources';

/** Creates the function. In plans of earlier releases, it may publish in the same call. */
const createStepSchema = stageStepSchema.extend({ kind: z.literal('create'), publish: z.boolean() });
export type CreateStep = z.output<typeof createStepSchema>;

/**
 * Changes the settings that differ. The step names them by label (and for people by name); their values are in the
 * input.
 */
const configurationStepSchema = stageStepSchema.extend({
  ...headExpectation,
  kind: z.literal('configuration'),
  settings: z.array(z.string()),
  names: z.array(z.string()),
});
export type ConfigurationStep = z.output<typeof configurationStepSchema>;

/** Fields of every step on an alias. */
const anAlias = {
  aliasName: z.string(),
  /** The stage's first listed alias: the one whose traffic the outcome draws. */
  first: z.boolean(),
};

/** Creates a missing alias: at the published version, otherwise at the head. */
const createAliasStepSchema = stageStepSchema.extend({
  ...anAlias,
  kind: z.literal('createAlias'),
  atVersion: z.boolean(),
  others: z.array(aliasReportSchema),
});
export type CreateAliasStep = z.output<typeof createAliasStepSchema>;

/** Sends all of an existing alias's traffic to the new version. */
const moveAliasStepSchema = stageStepSchema.extend({
  ...anAlias,
  kind: z.literal('moveAlias'),
  from: routingSchema,
  expectedRevisionId: z.string(),
  others: z.array(aliasReportSchema),
});
export type MoveAliasStep = z.output<typeof moveAliasStepSchema>;

/** Sets and removes tags, both by tag name. */
const tagsStepSchema = stageStepSchema.extend({
  kind: z.literal('tags'),
  functionArn: z.string(),
  set: z.array(z.string()),
  remove: z.array(z.string()),
});
export type TagsStep = z.output<typeof tagsStepSchema>;

/** Restores what an alias served before this stage. */
const restoreAliasStepSchema = stageStepSchema.extend({
  ...anAlias,
  kind: z.literal('restoreAlias'),
  to: routingSchema,
  /** The move may still be in flight. */
  outruns: z.literal(true).exactOptional(),
});
export type RestoreAliasStep = z.output<typeof restoreAliasStepSchema>;

/** Lists what this stage leaves behind: it is not deleted or undone. */
const leftoversStepSchema = stageStepSchema.extend({
  kind: z.literal('leftovers'),
  created: z.boolean(),
  /** Hash of the code that the stage may have written to the head. */
  codeSha256: z.string().exactOptional(),
  /** Settings that the stage may have written to the head. */
  names: z.array(z.string()),
  /** Sentences of other steps that were started. */
  others: z.array(z.string()),
  /** What those sentences say, in the same order; absent in a plan of release 0.1.0. */
  othersTold: z.array(toldSchema.nullable()).exactOptional(),
});
export type LeftoversStep = z.output<typeof leftoversStepSchema>;

const deploymentStepSchema = z.discriminatedUnion('kind', [
  ...codeStepSchemas,
  createStepSchema,
  configurationStepSchema,
  createAliasStepSchema,
  moveAliasStepSchema,
  tagsStepSchema,
  ...concurrencyStepSchemas,
  ...eventSourceStepSchemas,
  restoreAliasStepSchema,
  leftoversStepSchema,
]);
export type DeploymentStep = z.output<typeof deploymentStepSchema>;

/** Facts that the steps collect. */
const deploymentFactsSchema = codeFactsSchema.extend({
  ...eventSourceFactsSchema.shape,
  /** Aliases that this stage routed to the version, as they are now; `changed`: it had to. */
  routedAliases: z.array(aliasReportSchema.extend({ changed: z.boolean() })).exactOptional(),
  /** ARN of the first listed alias. */
  aliasArn: z.string().exactOptional(),
});
export type DeploymentFacts = Required<z.output<typeof deploymentFactsSchema>>;

/** What the journal stores for a Deployment. */
export const deploymentDocuments = stageDocuments<DeploymentStep, DeploymentFacts>({
  step: { version: 1, schema: deploymentStepSchema },
  facts: { version: 1, schema: deploymentFactsSchema },
});
