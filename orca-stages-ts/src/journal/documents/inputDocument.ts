import { stageDefinitions, STAGE_TYPES, type StageType } from 'stage-contract';
import { z } from 'zod';
import { storedDocument, type StoredDocument } from '../../model/storedDocument';

/**
 * The input of a stage as its contract schema puts it out. The schema only judges it: what was taken when the stage began is handed on
 * as it is. Nothing of it is kept in memory: it may hold secrets.
 */
function inputDocument(type: StageType): StoredDocument<unknown> {
  const { schema } = stageDefinitions[type];
  return storedDocument<unknown>({
    name: 'input',
    version: 1,
    schema: z.unknown().superRefine((value, context) => {
      const [issue] = schema.safeParse(value).error?.issues ?? [];
      if (issue !== undefined) context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
    }),
  });
}

/** The codec of the input of each stage. */
export const inputDocuments: ReadonlyMap<string, StoredDocument<unknown>> = new Map(
  STAGE_TYPES.map((type) => [type, inputDocument(type)]),
);
