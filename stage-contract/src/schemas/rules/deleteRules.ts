import { all, is, isGiven, isRead, mayNotBeRead, not, when } from '../conditions';
import type { JsonSchema } from '../jsonSchema';
import { providedRule } from './versionRules';

/** The rules of stages/delete.ts that a schema can express. */
export const deleteRules: readonly JsonSchema[] = [
  providedRule('version', 'versionNumber'),
  when('$MOVING keeps a number of versions.', is('version', '$MOVING'), isGiven('retentionNumber')),
  when(
    'Only $MOVING deletes aliases by their names.',
    all(isRead('version'), not(is('version', '$MOVING'))),
    mayNotBeRead('aliasPattern'),
  ),
];
