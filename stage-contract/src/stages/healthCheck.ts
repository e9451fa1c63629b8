import { z } from 'zod';
import { artifactProblems, artifactSchema, type StageArtifact } from '../fields/artifact';
import { expectationSchema, patternProblems } from '../fields/expectation';
import { field } from '../fieldMeta';
import { problem, type Problem } from '../messages/problem';
import { mapOf, oneOf, wholeNumber } from '../values';

/** Pause between two attempts of a health check that doesn't set one. */
export const DEFAULT_CHECK_INTERVAL_SECONDS = 10;

/** Calls the candidate and checks its response, before it gets traffic or between two weights. */
export const healthCheckSchema = mapOf(
  {
    invokePayload: field(z.unknown(), {
      label: 'Payload',
      example: '{"ping": true}',
      help: 'the payload that the candidate is called with: JSON or text',
    }),
    payloadArtifact: field(artifactSchema, {
      label: 'Payload artifact',
      help: 'an inline artifact, instead of invokePayload',
    }),
    expect: field(expectationSchema, {
      label: 'Expectations',
      help: 'what the response must be. When absent, the function must not fail',
    }),
    timeoutSeconds: field(wholeNumber(1, 900), {
      label: 'Timeout per call',
      unit: 's',
      whenAbsent: "the function's own timeout plus 5 s",
      help: "maximum duration of one call, in seconds. Default: the stage's timeout, or else the function's own timeout plus 5 s",
    }),
    attempts: field(wholeNumber(1, 20), {
      label: 'Attempts',
      unit: 'at most',
      whenAbsent: 'once',
      help: 'how many times to try until a check passes. Default: 1',
    }),
    intervalSeconds: field(wholeNumber(0, 600), {
      label: 'Pause between attempts',
      unit: 's',
      whenAbsent: `${DEFAULT_CHECK_INTERVAL_SECONDS} s`,
      help: 'pause between attempts, in seconds. Default: 10',
    }),
    recordResponse: field(oneOf(['none', 'truncated']), {
      label: 'Responses',
      choices: { none: 'Do not record', truncated: 'Record what conditions find' },
      defaultChoice: 'truncated',
      whenAbsent: 'what conditions find is recorded',
      help: 'none: conditions do not show what they found in the response. Default: truncated',
    }),
  },
  'healthCheck',
);
export type HealthCheck = z.output<typeof healthCheckSchema>;

/** A Route's own health check, as the fields give it: Spinnaker's artifacts, or ours. */
export interface OwnCheckFields {
  healthCheck?: HealthCheck | undefined;
  payloadArtifact?: StageArtifact | undefined;
  outputArtifact?: StageArtifact | undefined;
  /** Seconds that a call without a timeout of its own may take; 0: the function's own timeout decides. */
  timeout?: number | undefined;
}

/** Whether a stage says how its candidate is checked. */
export const hasOwnCheck = ({ healthCheck, payloadArtifact }: OwnCheckFields): boolean =>
  healthCheck !== undefined || payloadArtifact !== undefined;

/** What is wrong with a Route's own health check; `isRequired`: its strategy has no other. */
export function ownCheckProblems(fields: OwnCheckFields, unread: ReadonlySet<string>, isRequired: boolean): Problem[] {
  const { healthCheck, payloadArtifact, outputArtifact } = fields;
  const problems = patternProblems(healthCheck?.expect, 'healthCheck.expect');
  const payloads = [payloadArtifact, healthCheck?.payloadArtifact, healthCheck?.invokePayload];
  if (payloads.filter((payload) => payload !== undefined).length > 1)
    problems.push(
      problem('healthCheck', 'payloadGivenTwice', {
        fields: ['payloadArtifact', 'healthCheck.payloadArtifact', 'healthCheck.invokePayload'],
      }),
    );
  if (outputArtifact !== undefined && healthCheck?.expect?.body !== undefined)
    problems.push(problem('outputArtifact', 'givenTogether', { others: ['healthCheck.expect.body'] }));
  problems.push(
    ...artifactProblems({
      payloadArtifact,
      outputArtifact,
      'healthCheck.payloadArtifact': healthCheck?.payloadArtifact,
    }),
  );
  const isMissing = !hasOwnCheck(fields) && !unread.has('payloadArtifact');
  if (isMissing && isRequired) problems.push(problem('healthCheck', 'required', { because: 'healthCheck' }));
  else if (isMissing && outputArtifact !== undefined)
    problems.push(problem('healthCheck', 'required', { because: 'outputToCompare' }));
  return problems;
}

/** What is wrong inside a health check; `place` is the field that contains it. */
export function healthCheckProblems(check: HealthCheck, place: string): Problem[] {
  const problems = patternProblems(check.expect, `${place}.expect`);
  if (check.payloadArtifact === undefined) return problems;
  if (check.invokePayload !== undefined)
    problems.push(
      problem(place, 'payloadGivenTwice', { fields: [`${place}.invokePayload`, `${place}.payloadArtifact`] }),
    );
  return [...problems, ...artifactProblems({ [`${place}.payloadArtifact`]: check.payloadArtifact })];
}
