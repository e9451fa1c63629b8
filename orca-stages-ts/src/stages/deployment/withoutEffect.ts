import { say, type DeploymentInput, type NoEffectReason, type Saying } from 'stage-contract';
import { eventSourceMode } from '../shared/eventSources';

/** Names fields of a Deployment that change nothing beside its other fields; those of event sources have a rule of their own. */
export function withoutEffect(input: DeploymentInput): Saying[] {
  const { aliasName, provisionedConcurrentExecutions: provisioned, tags = {}, tagsMode } = input;
  const found: [field: string, because: NoEffectReason, isSo: boolean][] = [
    ['tags', 'tagsIgnored', tagsMode === 'ignore' && Object.keys(tags).length > 0],
    ['provisionedConcurrentExecutions', 'noAlias', provisioned !== undefined && aliasName === undefined],
    [
      'aliasName',
      'nothingForAlias',
      aliasName !== undefined && provisioned === undefined && eventSourceMode(input) === 'ignore',
    ],
  ];
  return found
    .filter(([, , isSo]) => isSo)
    .map(([field, because]) => say('fieldsWithoutEffect', { fields: [field], because }));
}
