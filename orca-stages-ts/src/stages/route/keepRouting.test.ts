import type { ApplyContext } from '../../model/stageContext';
import { routingFrom, scriptedAlias, stale, type AliasScript } from '../shared/aliasLedger/testing/scriptedAlias';
import { keepRouting, keepRoutingStep } from './keepRouting';
import type { RouteFacts, Undo } from './steps';

const undo: Undo = {
  aliasName: 'live',
  first: routingFrom('1'),
  own: [routingFrom('1+2@10'), routingFrom('2')],
  candidate: '2',
};

async function keep(script: AliasScript, outruns: boolean) {
  const { lambda, written } = scriptedAlias(script);
  const context = {
    lambda,
    operation: { target: { account: 'local', region: 'us-east-1', functionName: 'checkout' } },
    tries: 1,
    nowMs: 0,
    firstBegunAtMs: 0,
    settlePollMs: 1_000,
  } as unknown as ApplyContext<RouteFacts>;
  return { applied: await keepRouting(keepRoutingStep(undo, outruns), context), written };
}

describe('an alias that is kept as it is', () => {
  it.each<[string, AliasScript, boolean, string[]]>([
    ['is not written if every move was answered', { looks: ['1+2@10'] }, false, []],
    [
      'is written as it was found at first, so that AWS rejects a move in flight',
      { looks: ['1'] },
      true,
      ['1 over r1'],
    ],
    ['is written as it was left, so that AWS rejects the next move', { looks: ['1+2@10'] }, true, ['1+2@10 over r1']],
    ["is left alone with somebody else's routing: AWS rejects the move anyway", { looks: ['3'] }, true, []],
  ])('%s', async (_title, script, outruns, expected) => {
    const { applied, written } = await keep(script, outruns);

    expect(written).toEqual(expected);
    expect(applied.kind).toBe('done');
  });

  it('is looked at again if the move has just arrived', async () => {
    const { applied } = await keep({ looks: ['1'], writes: [stale] }, true);

    expect(applied.kind).toBe('wait');
  });
});
