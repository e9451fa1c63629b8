import { say, StageError, type RouteInput, type Routing } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import { routingOf, sameRouting, shareOf } from '../../model/routing';
import { targetWords } from '../../model/target';
import { compareVersions, isPublished } from '../shared/versions';
import type { RouteObserved } from './observe';

/**
 * Rejects a move that is not a way back, in an account that is only for going back. `$PREVIOUS` alone does not say so:
 * after somebody has gone further back, it is newer than what is served. Pure. Throws accountNotAllowed.
 */
export function refuseForwardMove(
  { aliasName }: Pick<RouteInput, 'aliasName'>,
  { alias }: Pick<RouteObserved, 'alias'>,
  wanted: Routing,
  operation: OperationFacts,
): void {
  if (operation.only !== 'revert') return;
  const found = alias === undefined ? null : routingOf(alias);
  if (found !== null && isWayBack(found, wanted)) return;
  const { account } = operation.target;
  throw new StageError({
    code: 'accountNotAllowed',
    what: say('accountOnlyReverts', { account, alias: aliasName, found, wanted }),
    where: targetWords(operation.target, aliasName),
    next: say('moveWithOtherAccount', { account }),
  });
}

/** All traffic to one of the two versions of a split, or to an older version than the one that is served. */
function isWayBack(found: Routing, wanted: Routing): boolean {
  if (sameRouting(found, wanted)) return true;
  if (wanted.additionalVersion !== undefined) return false;
  return found.additionalVersion === undefined
    ? isOlder(wanted.mainVersion, found.mainVersion)
    : shareOf(found, wanted.mainVersion) > 0;
}

/** The unpublished head is newer than every published version. */
const isOlder = (version: string, than: string): boolean =>
  !isPublished(than) || (isPublished(version) && compareVersions(version, than) < 0);
