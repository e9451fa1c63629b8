import { say } from 'stage-contract';
import type { AliasFacts } from '../../../model/aliasFacts';
import { routingOf } from '../../../model/routing';
import type { Target } from '../../../model/target';
import type { MovedAlias } from './aliasRecord';
import { refuseClaimed } from './claims';
import { changedBy, foreignChange } from './foreignChange';
import { timedRevertFailure } from './timedRevert';

/**
 * Rejects moving aliases that another execution holds, or that someone has changed since this execution left them.
 * Pure. Throws busy and foreignChange.
 */
export function refuseHeld(moved: readonly MovedAlias[], aliases: readonly AliasFacts[], target: Target): void {
  for (const { aliasName, claim, left, timed } of moved) {
    refuseClaimed({ target, aliasName, claim });
    const alias = aliases.find((one) => one.aliasName === aliasName);
    if (alias === undefined) continue;
    const found = routingOf(alias);
    const change = changedBy({ expected: left, timed, found });
    if (change.who === 'timer') throw timedRevertFailure(change.timed, aliasName, { target });
    if (change.who === 'other')
      throw foreignChange(target, aliasName, change.expected, found, {
        next: say('runPipelineAgainAfterChange', {}),
      });
  }
}
