import type { Problem } from 'stage-contract';
import type { z } from 'zod';
import { Refusal } from './refusal';

/** A request whose envelope is not what the payload expression sends: every problem in one answer. */
export function invalidEnvelope(error: z.core.$ZodError, body: unknown): Refusal {
  const problems = error.issues.map((issue): Problem => ({
    field: issue.path.map(String).join('.') || 'body',
    message: messageOf(issue, body),
  }));
  return new Refusal({
    httpStatus: 400,
    code: 'invalidInput',
    what: `The request cannot be carried out: ${sentenceOf(problems)}`,
    where: 'request body',
    problems,
    status: 'TERMINAL',
    next: 'Use the payload that `lambda-stages orca-config` prints.',
  });
}

/** All problems in one sentence for people. */
export const sentenceOf = (problems: readonly Problem[]): string =>
  `${problems.map((problem) => `${problem.field} ${problem.message.replace(/\.$/, '')}`).join('; ')}.`.replace(
    /\?\.$/,
    '?',
  );

function messageOf(issue: z.core.$ZodIssue, body: unknown): string {
  const expected = issue.message.startsWith('Invalid input') ? `must be ${expectedWords(issue)}` : issue.message;
  const [key] = issue.path;
  const missing =
    issue.path.length === 1 &&
    key !== undefined &&
    (typeof body !== 'object' || body === null || Reflect.get(body, key) === undefined);
  return missing && !expected.startsWith('is ') ? `is missing; it ${expected}` : expected;
}

function expectedWords(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_type') return 'of another form';
  return issue.expected === 'record' || issue.expected === 'object'
    ? 'a JSON object'
    : issue.expected === 'array'
      ? 'a list'
      : issue.expected === 'string'
        ? 'text'
        : `a ${issue.expected}`;
}
