import { sentenceOf } from '../../model/step';
import { say, type DeploymentInput } from 'stage-contract';
import type { RecoveryState } from '../../model/recovery';
import type { DeploymentFacts, DeploymentStep, RestoreAliasStep } from './steps';

/** Sentences of the steps that nothing undoes. */
const KEPT_KINDS: ReadonlySet<DeploymentStep['kind']> = new Set([
  'tags',
  'reserved',
  'provisioned',
  'createEventSource',
  'updateEventSource',
  'deleteEventSource',
  'createAlias',
]);

/**
 * After a failure, cancel or timeout, reverts the aliases that this stage moved, last one first. Deletes nothing; lists
 * what is left behind.
 */
export function recoverDeployment(
  _input: DeploymentInput,
  { begun, unanswered }: RecoveryState<DeploymentStep, DeploymentFacts>,
): DeploymentStep[] {
  if (!begun.some((step) => step.mutates)) return [];
  const code = begun.find((step) => step.kind === 'code'),
    configuration = begun.find((step) => step.kind === 'configuration');
  const restores = begun
    .flatMap((step): RestoreAliasStep[] =>
      step.kind !== 'moveAlias'
        ? []
        : [
            {
              kind: 'restoreAlias',
              id: `restore:${step.aliasName}`,
              ...sentenceOf(say('bringAliasBack', { alias: step.aliasName })),
              mutates: true,
              aliasName: step.aliasName,
              first: step.first,
              to: step.from,
              ...(unanswered.includes(step.id) ? { outruns: true } : {}),
            },
          ],
    )
    .reverse();
  const others = begun.filter((step) => KEPT_KINDS.has(step.kind));
  return [
    ...restores,
    {
      kind: 'leftovers',
      id: 'leftovers',
      ...sentenceOf(say('nameLeftovers', {})),
      mutates: false,
      created: begun.some((step) => step.kind === 'create'),
      names: configuration?.kind === 'configuration' ? configuration.names : [],
      others: others.map((step) => step.sentence),
      othersTold: others.map((step) => step.told ?? null),
      ...(code?.kind === 'code' ? { codeSha256: code.codeSha256 } : {}),
    },
  ];
}
