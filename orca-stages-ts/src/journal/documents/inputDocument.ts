import { stageDefinitions, STAGE_TYPES, type StageType } from 'stage-contract';
import { z } from 'zod';
import { storedDocument, type StoredDocument } from '../../model/storedDocument';

/**
 * A stage's input, as its contract schema outputs it. The schema only checks it: the input is passed on exactly as it
 * was accepted when the stage started. It is never cached in memory, because it may contain secrets.
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

/** The codec for the input of each stage. */
export const inputDocuments: ReadonlyMap<string, StoredDocument<unknown>> = new Map(
  STAGE_TYPES.map((type) => [type, inputDocument(type)]),
);
