import { z } from 'zod';
import { stageDocuments } from '../../model/stageDocuments';
import { stageStepSchema } from '../../model/step';
import { codeFactsSchema, codeStepSchemas, type CodeFacts } from '../shared/code';

/** Says what this stage leaves in the unpublished head. */
const leftoverCodeStepSchema = stageStepSchema.extend({ kind: z.literal('leftoverCode'), codeSha256: z.string() });
export type LeftoverCodeStep = z.output<typeof leftoverCodeStepSchema>;

const updateCodeStepSchema = z.discriminatedUnion('kind', [...codeStepSchemas, leftoverCodeStepSchema]);
export type UpdateCodeStep = z.output<typeof updateCodeStepSchema>;
export type UpdateCodeFacts = CodeFacts;

/** What the journal stores for an Update Code. */
export const updateCodeDocuments = stageDocuments<UpdateCodeStep, UpdateCodeFacts>({
  step: { version: 1, schema: updateCodeStepSchema },
  facts: { version: 1, schema: codeFactsSchema },
});
