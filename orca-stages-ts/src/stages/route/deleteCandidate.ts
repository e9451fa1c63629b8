import { DEFAULT_DRAIN_SECONDS, say, StageError, type RouteInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { reasonOf } from '../../model/report';
import type { ApplyContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import type { RouteFacts, RouteStep } from './steps';

/**
 * Deletes the version that this execution published, unless an alias refers to it. If an alias has just left it, waits
 * until calls no longer reach it.
 */
export async function deleteCandidate(
  step: Extract<RouteStep, { kind: 'deleteCandidate' }>,
  input: Pick<RouteInput, 'drainSeconds'>,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const { functionName } = context.operation.target;
  const aliases = await context.lambda.listAliases(functionName);
  const users = aliases.filter(
    (alias) => alias.mainVersion === step.version || alias.additionalVersion === step.version,
  );
  if (users.length > 0) {
    return {
      kind: 'done',
      state: 'skipped',
      note: say('candidateKept', { version: step.version, aliases: users.map((alias) => alias.aliasName) }),
    };
  }
  const seconds = input.drainSeconds ?? DEFAULT_DRAIN_SECONDS;
  // By the time this step began, the alias had gone back.
  const untilMs = context.facts.wentBack === true ? context.firstBegunAtMs + seconds * 1000 : -Infinity;
  if (context.nowMs < untilMs)
    return {
      kind: 'wait',
      afterMs: untilMs - context.nowMs,
      progress: say('draining', { versions: [step.version], seconds }),
    };
  try {
    await context.lambda.deleteFunction(functionName, step.version);
  } catch (error) {
    if (!(error instanceof StageError) || (error.code !== 'functionNotFound' && error.code !== 'versionNotFound'))
      throw error;
  }
  return {
    kind: 'done',
    note: say('candidateDeleted', { version: step.version }),
    report: {
      deletions: [
        {
          version: step.version,
          result: 'deleted',
          ...reasonOf(say('candidateOfFailedRoute', { target: targetWords(context.operation.target) })),
        },
      ],
    },
  };
}
