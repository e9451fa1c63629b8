import { namesInTurn, storedDocument, type DocumentShape, type StoredDocument } from './storedDocument';
import { stepNames } from './storedNames';
import type { StageStep } from './step';

/**
 * What the journal stores for a stage's operations, besides the input: a document for each step, and one for the
 * facts that the steps collect.
 */
export interface StageDocuments<Step extends StageStep, Facts extends object> {
  step: StoredDocument<Step>;
  facts: StoredDocument<Partial<Facts>>;
}

/**
 * Steps and facts are read on every turn of an operation; enough for everything that a process works on at the same
 * time.
 */
const KEPT = 1_024;

/** Creates the codecs for a stage's documents from the shapes that its `steps.ts` declares. */
export const stageDocuments = <Step extends StageStep, Facts extends object>(shapes: {
  step: Pick<DocumentShape<Step>, 'version' | 'schema' | 'upgrades' | 'names'>;
  facts: Pick<DocumentShape<Partial<Facts>>, 'version' | 'schema' | 'upgrades'>;
}): StageDocuments<Step, Facts> => ({
  step: storedDocument({
    ...shapes.step,
    name: 'steps',
    names: namesInTurn(stepNames, ...(shapes.step.names === undefined ? [] : [shapes.step.names])),
    kept: KEPT,
  }),
  facts: storedDocument({ ...shapes.facts, name: 'facts', kept: KEPT }),
});
