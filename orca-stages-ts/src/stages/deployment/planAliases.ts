import { sentenceOf } from '../../model/step';
import { say, type Saying, type AliasReport, type DeploymentInput } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import { routingOf } from '../../model/routing';
import type { Target } from '../../model/target';
import { keptAliases, refuseHeld } from '../shared/aliasLedger';
import type { CreateAliasStep, MoveAliasStep } from './steps';
import type { ObservedDeployment } from './observe';

/** What happens to the aliases. */
export interface AliasPlan {
  steps: (CreateAliasStep | MoveAliasStep)[];
  /** Existing aliases that move. */ moving: string[];
  missing: string[];
  kept: AliasReport[];
  warnings: Saying[];
}

/**
 * Creates missing aliases of the list, and moves existing ones only if the stage says so. Throws busy and
 * foreignChange before anything has changed.
 */
export function planAliases(input: DeploymentInput, observed: ObservedDeployment, target: Target): AliasPlan {
  const listed = [...new Set(input.aliases ?? [])];
  const existing = observed.aliases.filter((alias) => listed.includes(alias.aliasName));
  const missing = listed.filter((name) => !existing.some((alias) => alias.aliasName === name));
  const moving = input.aliasRouting === 'newVersion' ? existing : [];
  refuseHeld(observed.moved, observed.aliases, target);
  const others = keptAliases(
    observed.aliases.filter((alias) => !moving.includes(alias)),
    listed,
  );
  const steps = [
    ...missing.map((aliasName) => createStep(aliasName, input.publish === true, listed[0] === aliasName, others)),
    ...moving.map((alias) => moveStep(alias, listed[0] === alias.aliasName, others)),
  ];
  return {
    steps,
    moving: moving.map((alias) => alias.aliasName),
    missing,
    kept: keptAliases(observed.aliases, listed),
    warnings: missing.length > 0 && input.publish !== true ? [say('aliasesAtHead', { aliases: missing })] : [],
  };
}

const createStep = (aliasName: string, atVersion: boolean, first: boolean, others: AliasReport[]): CreateAliasStep => ({
  kind: 'createAlias',
  id: `alias:${aliasName}`,
  ...sentenceOf(say('createAlias', { alias: aliasName, at: atVersion ? 'newVersion' : 'head' })),
  mutates: true,
  beginsWhen: 'orcaIsPolling',
  aliasName,
  atVersion,
  first,
  others,
});

const moveStep = (alias: AliasFacts, first: boolean, others: AliasReport[]): MoveAliasStep => ({
  kind: 'moveAlias',
  id: `alias:${alias.aliasName}`,
  ...sentenceOf(say('moveAlias', { alias: alias.aliasName })),
  mutates: true,
  beginsWhen: 'orcaIsPolling',
  aliasName: alias.aliasName,
  from: routingOf(alias),
  expectedRevisionId: alias.revisionId,
  first,
  others,
});
