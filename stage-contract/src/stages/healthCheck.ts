import { z } from 'zod';
import { artifactSchema, inlineArtifactText } from '../fields/artifact';
import { expectationSchema, patternProblems } from '../fields/expectation';
import type { Problem } from '../problem';
import { wholeNumber } from '../values';

/** Judges the candidate by calling it, before it gets traffic or between two weights. */
export const healthCheckSchema = z.strictObject(
  {
    invokePayload: z.unknown().optional(),
    payloadArtifact: artifactSchema.optional(),
    expect: expectationSchema.optional(),
    timeoutSeconds: wholeNumber(1, 900).optional(),
    attempts: wholeNumber(1, 20).optional(),
    intervalSeconds: wholeNumber(0, 600).optional(),
  },
  { error: 'must be a map such as { invokePayload, expect }' },
);
export type HealthCheck = z.output<typeof healthCheckSchema>;

/** Pause between two attempts of a health check that says none. */
export const DEFAULT_CHECK_INTERVAL_SECONDS = 10;

/** What is wrong with a health check inside itself; `place` is the field that holds it. */
export function healthCheckProblems(check: HealthCheck, place: string): Problem[] {
  const problems = patternProblems(check.expect, `${place}.expect`);
  if (check.payloadArtifact === undefined) return problems;
  if (check.invokePayload !== undefined)
    problems.push({ field: place, message: 'gives the payload twice; keep one of invokePayload and payloadArtifact' });
  const read = inlineArtifactText(check.payloadArtifact);
  if (!read.ok) problems.push({ field: `${place}.payloadArtifact`, message: read.message });
  return problems;
}
