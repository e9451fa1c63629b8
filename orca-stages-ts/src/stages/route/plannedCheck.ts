import { hasOwnCheck, inlineArtifactText, type Expectation, type HealthCheck, type RouteInput } from 'stage-contract';
import { payloadText, type PayloadText } from '../shared/invocation';

/**
 * A health check as it will run, with the field that contains it. Built from the sealed input, because plans are shown
 * and contain no payload.
 */
export interface PlannedCheck {
  check: HealthCheck;
  payload: PayloadText;
  place: string;
  /** Index among the input's steps; absent: the stage's own check. */
  index?: number;
}

/**
 * The checks that the strategy runs, in order. $GRADUAL runs the stage's own check before its steps, if there is one.
 * Pure.
 */
export function plannedChecks(input: RouteInput): PlannedCheck[] {
  if (input.deploymentStrategy === '$BLUEGREEN') return [plannedCheck(input)];
  if (input.deploymentStrategy !== '$GRADUAL') return [];
  return [
    ...(hasOwnCheck(input) ? [plannedCheck(input)] : []),
    ...(input.steps ?? []).flatMap(({ check }, index) => (check === undefined ? [] : [plannedCheck(input, index)])),
  ];
}

/**
 * The check at an index among the steps, or without one the stage's own check with the native artifacts. Its event is
 * built like an Invoke's. Pure.
 */
export function plannedCheck(input: RouteInput, checkIndex?: number): PlannedCheck {
  if (checkIndex === undefined)
    return {
      check: { ...input.healthCheck, expect: expectationOf(input) },
      payload: ownPayload(input),
      place: 'healthCheck',
    };
  const check = input.steps?.[checkIndex]?.check ?? {},
    place = `steps.${checkIndex}.check`;
  return { check, payload: payloadOf(check, place), place, index: checkIndex };
}

/** The stage's own artifact is the native field. */
const ownPayload = ({ healthCheck, payloadArtifact }: RouteInput): PayloadText =>
  healthCheck?.invokePayload === undefined && healthCheck?.payloadArtifact === undefined
    ? payloadText({ payloadArtifact })
    : payloadOf(healthCheck, 'healthCheck');

const payloadOf = ({ invokePayload, payloadArtifact }: HealthCheck, place: string): PayloadText =>
  payloadText({ invokePayload, payloadArtifact }, 'RequestResponse', `${place}.`);

/** The native expected output counts as the body. */
function expectationOf(input: RouteInput): Expectation | undefined {
  const read =
    input.outputArtifact === undefined ? undefined : inlineArtifactText(input.outputArtifact, 'outputArtifact');
  return read?.ok === true && input.healthCheck?.expect?.body === undefined
    ? { ...input.healthCheck?.expect, body: read.text }
    : input.healthCheck?.expect;
}
