import { noteOf } from '../../../model/report';
import { say, type AliasReport } from 'stage-contract';
import type { AliasFacts } from '../../../model/aliasFacts';
import type { Plan } from '../../../model/plan';
import { largerShare, routingOf } from '../../../model/routing';
import type { StageStep } from '../../../model/step';
import { firstPins, sightingOf } from './aliasPins';

/**
 * Pins what every alias serves before this execution changes anything: its baseline and first routing, once per
 * execution, so that `$PREVIOUS` and a revert mean the same in every later stage. `missing` are the aliases that the
 * stage will create: null says that they had nothing before.
 */
export const snapshotAliases = (
  aliases: readonly AliasFacts[],
  missing: readonly string[] = [],
): Required<Pick<Plan<StageStep>, 'pins' | 'served'>> => ({
  pins: [
    ...aliases.flatMap((alias) => firstPins(alias.aliasName, largerShare(alias), routingOf(alias))),
    ...missing.flatMap((aliasName) => firstPins(aliasName, null, null)),
  ],
  served: aliases.flatMap((alias) => sightingOf(alias.aliasName, alias, 'found')),
});

/** Existing aliases, with what this stage does about them. */
export const keptAliases = (aliases: readonly AliasFacts[], listed?: readonly string[]): AliasReport[] =>
  aliases.map((alias) => ({
    alias: alias.aliasName,
    routing: routingOf(alias),
    ...noteOf(
      say(listed === undefined || listed.includes(alias.aliasName) ? 'aliasKeptRouting' : 'aliasNotListed', {}),
    ),
  }));

/** Aliases that send calls to a version, alone or beside others. */
export const aliasesServing = (aliases: readonly AliasFacts[], version: string): AliasFacts[] =>
  aliases.filter(
    (alias) =>
      alias.mainVersion === version ||
      (alias.additionalVersion === version && (alias.additionalWeightPercent ?? 0) > 0),
  );
