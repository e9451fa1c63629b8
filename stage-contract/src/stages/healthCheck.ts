import { z } from 'zod';
import { artifactProblems, artifactSchema } from '../fields/artifact';
import { expectationSchema, patternProblems } from '../fields/expectation';
import { field } from '../fieldMeta';
import { problem, type Problem } from '../messages/problem';
import { mapOf, wholeNumber } from '../values';

/** Pause between two attempts of a health check that names none. */
export const DEFAULT_CHECK_INTERVAL_SECONDS = 10;

/** Judges the candidate by calling it, before it gets traffic or between two weights. */
export const healthCheckSchema = mapOf(
  {
    invokePayload: field(z.unknown(), {
      label: 'Call with',
      placeholder: '{"ping": true}',
      help: 'JSON or text that the candidate gets as its event',
    }),
    payloadArtifact: field(artifactSchema, {
      label: 'Payload artifact',
      help: 'inline artifact, instead of invokePayload',
    }),
    expect: field(expectationSchema, {
      label: 'Expectations',
      help: 'what the answer must be; without it, the function must not fail',
    }),
    timeoutSeconds: field(wholeNumber(1, 900), {
      label: 'Timeout per call',
      unit: 's',
      whenAbsent: "the function's own timeout plus 5 s",
      help: "how long one call may take, in s; absent: the stage's timeout, else the function's own timeout plus 5 s",
    }),
    attempts: field(wholeNumber(1, 20), {
      label: 'Attempts',
      unit: 'at most',
      whenAbsent: 'once',
      help: 'how many answers may be judged until one passes; absent: 1',
    }),
    intervalSeconds: field(wholeNumber(0, 600), {
      label: 'Pause between attempts',
      unit: 's',
      whenAbsent: `${DEFAULT_CHECK_INTERVAL_SECONDS} s`,
      help: 'wait between two of them, in s; absent: 10',
    }),
  },
  'healthCheck',
);
export type HealthCheck = z.output<typeof healthCheckSchema>;

/** What is wrong with a health check inside itself; `place` is the field that holds it. */
export function healthCheckProblems(check: HealthCheck, place: string): Problem[] {
  const problems = patternProblems(check.expect, `${place}.expect`);
  if (check.payloadArtifact === undefined) return problems;
  if (check.invokePayload !== undefined)
    problems.push(
      problem(place, 'payloadGivenTwice', { fields: [`${place}.invokePayload`, `${place}.payloadArtifact`] }),
    );
  return [...problems, ...artifactProblems({ [`${place}.payloadArtifact`]: check.payloadArtifact })];
}
