import { say, StageError, type RouteInput } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import { targetWords } from '../../model/target';
import { expectationProblems } from '../shared/expectation';
import { plannedChecks } from './plannedCheck';

/** Rejects health checks that can't run, before anything changes. Pure. Throws invalidInput. */
export function refuseHealthChecks(input: RouteInput, operation: OperationFacts): void {
  const problems = plannedChecks(input).flatMap(({ check, payload, place }) => [
    ...(payload.ok ? [] : [payload.problem]),
    ...expectationProblems(check.expect, `${place}.expect`),
  ]);
  if (problems.length === 0) return;
  const what = say('healthChecksRefused', { problems });
  throw new StageError({ code: 'invalidInput', what, where: targetWords(operation.target, input.aliasName), problems });
}
