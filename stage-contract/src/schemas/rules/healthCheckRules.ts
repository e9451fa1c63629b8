import { all, isGiven, isRead, isReadAs, mayNotBeRead, mayOnlyBe, not, when } from '../conditions';
import type { JsonSchema } from '../jsonSchema';
import { inlineArtifact, inlineArtifacts } from './artifactRules';

const has = (...names: readonly string[]): JsonSchema => ({ type: 'object', required: names });

/** `healthCheckProblems` of stages/healthCheck.ts, for a check that stands for itself. */
export const ownPayload: JsonSchema = {
  $comment: 'The payload is given once, and inline.',
  not: has('invokePayload', 'payloadArtifact'),
  properties: { payloadArtifact: inlineArtifact },
};

/** `ownCheckProblems` of stages/healthCheck.ts; `isRequired`: the strategy has no other check. */
export const ownCheckRules = (isRequired: boolean): JsonSchema[] => [
  mayOnlyBe('healthCheck', ownPayload),
  when(
    'The payload is given once.',
    isReadAs('healthCheck', { anyOf: [has('invokePayload'), has('payloadArtifact')] }),
    mayNotBeRead('payloadArtifact'),
  ),
  when(
    'What the body must equal is given once.',
    isReadAs('healthCheck', { type: 'object', properties: { expect: has('body') }, required: ['expect'] }),
    mayNotBeRead('outputArtifact'),
  ),
  ...inlineArtifacts('payloadArtifact', 'outputArtifact'),
  when(
    isRequired ? 'The strategy checks the candidate first.' : 'An expected output belongs to a check.',
    all(not(isGiven('payloadArtifact')), ...(isRequired ? [] : [isRead('outputArtifact')])),
    isGiven('healthCheck'),
  ),
];
