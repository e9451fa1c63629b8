import type { AliasReport } from 'stage-contract';
import type { AliasFacts } from '../../../model/aliasFacts';
import type { PinWrite } from '../../../model/pins';
import type { Plan } from '../../../model/plan';
import { largerShare, routingOf } from '../../../model/routing';
import type { StageStep } from '../../../model/step';
import { isPublished } from '../versions';

/**
 * Pins what every alias serves before this execution changes anything: its baseline and first routing, once per execution,
 * so that `$PREVIOUS` and a revert mean the same in every later stage. `missing` are the aliases that the stage will create:
 * null says that they had nothing before.
 */
export function snapshotAliases(
  aliases: readonly AliasFacts[],
  missing: readonly string[] = [],
): Required<Pick<Plan<StageStep>, 'pins' | 'served'>> {
  const pins: PinWrite[] = [
    ...aliases.flatMap((alias): PinWrite[] => [
      { kind: 'baseline', aliasName: alias.aliasName, value: { version: largerShare(alias) }, mode: 'once' },
      { kind: 'firstRouting', aliasName: alias.aliasName, value: { routing: routingOf(alias) }, mode: 'once' },
    ]),
    ...missing.flatMap((aliasName): PinWrite[] => [
      { kind: 'baseline', aliasName, value: { version: null }, mode: 'once' },
      { kind: 'firstRouting', aliasName, value: { routing: null }, mode: 'once' },
    ]),
  ];
  const whole = aliases.filter((alias) => alias.additionalVersion === undefined && isPublished(alias.mainVersion));
  return { pins, served: whole.map((alias) => ({ aliasName: alias.aliasName, version: alias.mainVersion })) };
}

/** Existing aliases with what this stage does about them. */
export const keptAliases = (aliases: readonly AliasFacts[], listed?: readonly string[]): AliasReport[] =>
  aliases.map((alias) => ({
    alias: alias.aliasName,
    routing: routingOf(alias),
    note: listed === undefined || listed.includes(alias.aliasName) ? 'kept its routing' : 'not listed, left alone',
  }));

/** Aliases that send calls to a version, with or without others beside it. */
export const aliasesServing = (aliases: readonly AliasFacts[], version: string): AliasFacts[] =>
  aliases.filter(
    (alias) =>
      alias.mainVersion === version ||
      (alias.additionalVersion === version && (alias.additionalWeightPercent ?? 0) > 0),
  );
