import { firstProblems, MOST_TOLD, problem, problemsSentence, type EnvelopeKind, type Problem } from 'stage-contract';
import type { z } from 'zod';
import { Refusal } from './refusal';

/** A request whose envelope is not what the payload expression sends; lists the first problems and counts the others. */
export function invalidEnvelope(error: z.core.$ZodError, body: unknown): Refusal {
  const { issues } = error;
  const told = issues.slice(0, MOST_TOLD).map((issue) => envelopeProblem(issue, body));
  const problems = firstProblems(told, issues.length - told.length);
  return new Refusal({
    httpStatus: 400,
    code: 'invalidInput',
    what: `The request cannot be processed: ${problemsSentence(problems)}`,
    where: 'request body',
    problems,
    status: 'TERMINAL',
    next: 'Use the payload that `lambda-stages orca-config` prints.',
  });
}

function envelopeProblem(issue: z.core.$ZodIssue, body: unknown): Problem {
  const field = issue.path.map(String).join('.') || 'body';
  const [key] = issue.path;
  const missing =
    issue.path.length === 1 &&
    key !== undefined &&
    (typeof body !== 'object' || body === null || Reflect.get(body, key) === undefined);
  if (field === 'attempt' && issue.code === 'invalid_type') return problem(field, 'attemptMissing', {});
  if (issue.code === 'too_big') return problem(field, 'tooLong', { max: Number(issue.maximum) });
  return problem(field, 'envelope', {
    kind: kindOf(issue),
    ...(missing ? { missing } : {}),
    ...(issue.code === 'invalid_value' ? { choices: issue.values.map(String) } : {}),
  });
}

function kindOf(issue: z.core.$ZodIssue): EnvelopeKind {
  if (issue.code === 'too_small') return 'notEmpty';
  if (issue.code === 'invalid_value') return 'choice';
  if (issue.code !== 'invalid_type') return 'other';
  switch (issue.expected) {
    case 'record':
    case 'object':
      return 'object';
    case 'array':
      return 'list';
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    default:
      return 'other';
  }
}
