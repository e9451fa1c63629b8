import { operationFacts } from '../testing/operationFacts';
import type { ApplyContext } from '../../../model/stageContext';
import { applyConcurrency } from './applyConcurrency';
import { restoreConcurrency } from './restoreConcurrency';

describe('waiting for provisioned concurrency that was brought back', () => {
  const taken = { id: 'provisioned:live', kind: 'provisioned', sentence: 'Provision', mutates: true } as const;
  const [, settle] = restoreConcurrency({ ...taken, qualifier: 'live', executions: 5, before: 2 });

  it.each([
    ['it is gone', undefined],
    ['somebody has set another number', 7],
  ])('ends if that could not be done: %s', async (_what, requested) => {
    const facts = requested === undefined ? undefined : { requested, status: 'IN_PROGRESS', available: 0 };
    const context = {
      lambda: { getProvisionedConcurrency: async () => facts },
      operation: operationFacts(),
    } as unknown as ApplyContext<object>;

    expect(settle?.kind).toBe('settleProvisioned');
    expect(settle?.kind === 'settleProvisioned' && (await applyConcurrency(settle, context))).toEqual({
      kind: 'done',
      state: 'skipped',
    });
  });
});
