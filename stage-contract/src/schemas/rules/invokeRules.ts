import { all, any, holdsExpression, is, isRead, isReadAs, mayNotBeRead, not, when } from '../conditions';
import type { JsonSchema } from '../jsonSchema';
import { inlineArtifacts } from './artifactRules';
import { providedRule } from './versionRules';

/** The rules of stages/invokeRules.ts that a schema can express. */
export const invokeRules: readonly JsonSchema[] = [
  providedRule('version', 'versionNumber'),
  when(
    'An alias and a version are two answers to one question; $PREVIOUS is a version of the alias.',
    all(isRead('aliasName'), not(is('version', '$PREVIOUS'))),
    mayNotBeRead('version'),
  ),
  when('The payload is given once.', isRead('invokePayload'), mayNotBeRead('payloadArtifact')),
  ...inlineArtifacts('payloadArtifact', 'outputArtifact'),
  when(
    'What the body must equal is given once.',
    isReadAs('expect', { type: 'object', required: ['body'] }),
    mayNotBeRead('outputArtifact'),
  ),
  when(
    'Only a call that waits has a response to compare.',
    all(is('invocationType', 'Event', 'DryRun'), not(holdsExpression('expect'))),
    not(any(isRead('expect'), isRead('outputArtifact'))),
  ),
];
