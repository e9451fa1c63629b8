import { present } from 'stage-contract';
import type { FunctionFacts } from '../../../model/functionFacts';
import type { CodeFacts } from './codeFacts';

/**
 * Outputs of an existing function, before anything is published. Uses the keys of Spinnaker's own stages, so that
 * expressions in pipelines keep working.
 */
export const headOutputs = (head: FunctionFacts): Record<string, unknown> => ({
  functionARN: head.functionArn,
  resourceId: head.functionArn,
  functionName: head.functionName,
  versionId: '$LATEST',
  revisionId: head.revisionId,
  codeSha256: head.codeSha256,
  lambdaCreated: false,
  versionReused: false,
});

/** Outputs after the code's steps; missing facts keep their earlier value. */
export function codeOutputs(functionName: string, facts: Readonly<Partial<CodeFacts>>): Record<string, unknown> {
  const arn = facts.versionArn ?? facts.functionArn,
    revisionId = facts.versionRevisionId ?? facts.headRevisionId;
  return {
    functionName,
    lambdaCreated: facts.created === true,
    versionReused: facts.versionReused === true,
    ...(arn === undefined ? {} : { functionARN: arn, resourceId: arn }),
    ...present({ revisionId, codeSha256: facts.codeSha256 }),
    ...(facts.version === undefined
      ? { versionId: '$LATEST' }
      : { versionId: facts.version, functionVersion: facts.version }),
  };
}
