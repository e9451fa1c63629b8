import { say, StageError } from 'stage-contract';
import { isStale } from '../../../model/awsStageError';
import type { FunctionFacts } from '../../../model/functionFacts';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import type { CodeFacts } from './codeFacts';
import type { ExpectedHead } from './codeSteps';

/** How often a change is repeated because only the RevisionId has moved. */
const REPEATS = 5;

/** A change of the head by compare-and-set on its RevisionId. */
interface HeadChange<T> {
  change(revisionId: string): Promise<T>;
  /** The result if the head already is as wanted, because an earlier attempt acted; undefined if it is not. */
  found(head: FunctionFacts): Promise<T | undefined> | T | undefined;
}

/** The head as this operation last saw it: by its own latest step, otherwise by the plan. */
export const knownHead = (step: ExpectedHead, { facts }: ApplyContext<CodeFacts>): ExpectedHead =>
  facts.headRevisionId === undefined
    ? step
    : {
        expectedRevisionId: facts.headRevisionId,
        ...(facts.headLastModified === undefined ? {} : { expectedLastModified: facts.headLastModified }),
      };

/**
 * Changes the head unless somebody else has changed its code or configuration. AWS changes the RevisionId with every
 * tag and permission too, so a moved one alone does not say that: LastModified is the time of the last update of code
 * or configuration. If that is still the known one, the change is repeated with the new RevisionId. Throws StageError
 * foreignChange otherwise.
 */
export async function compareAndSetHead<T>(
  known: ExpectedHead,
  context: ApplyContext<CodeFacts>,
  { change, found }: HeadChange<T>,
): Promise<T> {
  let revisionId = known.expectedRevisionId;
  for (let repeats = 0; ; repeats++) {
    try {
      return await change(revisionId);
    } catch (error) {
      if (!isStale(error)) throw error;
    }
    const head = await context.lambda.getFunction(context.operation.target.functionName);
    if (head === undefined) throw headChanged(context);
    const acted = await found(head);
    if (acted !== undefined) return acted;
    if (repeats === REPEATS || head.lastModified !== known.expectedLastModified) throw headChanged(context);
    revisionId = head.revisionId;
  }
}

/** The failure if the head is neither what the plan saw nor what it wants. */
export const headChanged = (context: ApplyContext<CodeFacts>): StageError =>
  new StageError({
    code: 'foreignChange',
    what: say('headChangedByOther', {}),
    where: targetWords(context.operation.target),
    next: say('startPipelineAfterHeadChange', {}),
  });
