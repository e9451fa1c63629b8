import { StageError } from 'stage-contract';
import { aliasFrom, routingFrom } from '../shared/aliasLedger/testing/scriptedAlias';
import { operationFacts } from '../shared/testing/operationFacts';
import { refuseForwardMove } from './refuseForwardMove';

const moves = (serves: string | undefined, wanted: string, only?: 'revert'): string => {
  const alias = serves === undefined ? undefined : aliasFrom(serves);
  try {
    refuseForwardMove({ aliasName: 'live' }, { alias }, routingFrom(wanted), operationFacts({ ...(only && { only }) }));
    return 'moves';
  } catch (error) {
    if (error instanceof StageError) return error.code;
    throw error;
  }
};

describe('an account that is only for going back', () => {
  it.each([
    ['to an older version', '3', '2', 'moves'],
    ['to where it is', '2', '2', 'moves'],
    ['to an older version with more digits in the newer one', '10', '9', 'moves'],
    ['to the stable version of a split', '2+3@10', '2', 'moves'],
    ['to an older version that came in again', '3+2@10', '3', 'moves'],
    ['from the unpublished head', '$LATEST', '3', 'moves'],
    ['to a newer version', '2', '3', 'accountNotAllowed'],
    ['to the unpublished head', '2', '$LATEST', 'accountNotAllowed'],
    ['to a version that is not in the split', '2+3@10', '1', 'accountNotAllowed'],
    ['to a split', '3', '3+2@10', 'accountNotAllowed'],
    ['of an alias that does not exist', undefined, '1', 'accountNotAllowed'],
  ])('moves an alias %s: from %s to %s → %s', (_title, serves, wanted, result) => {
    expect(moves(serves, wanted, 'revert')).toBe(result);
    expect(moves(serves, wanted)).toBe('moves');
  });
});
