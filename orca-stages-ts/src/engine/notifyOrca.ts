import type { Outcome } from 'stage-contract';
import type { OperationRow } from '../journal/queries/loadOperation';
import { sleepUntil, type Clock } from '../model/clock';
import { contextKeys } from '../model/contextKeys';
import type { Log } from '../model/log';

/** Where Orca is, and which headers to send. */
export interface OrcaAddress {
  baseUrl: string;
  headers?: Record<string, string>;
}

/** Tells Orca about ended operations in the background; `settled` waits for requests in flight. */
export interface OrcaNotifier {
  notify(operation: OperationRow, outcome: Outcome): void;
  settled(): Promise<void>;
}

/**
 * Tells Orca that an operation has ended by PATCHing its outputs into the stage, which also makes Orca poll
 * immediately: otherwise it takes up to 15 s to notice. Orca ignores this right after the create call, hence the
 * wait.
 */
export function orcaNotifier(orca: OrcaAddress, clock: Clock, notBeforeMs: number, log: Log): OrcaNotifier {
  const underWay = new Set<Promise<void>>();
  return {
    notify(operation, outcome) {
      const done = patchStage(orca, clock, notBeforeMs, operation, outcome)
        .catch((error: unknown) => {
          log.warn(
            { operation: operation.id, reason: error instanceof Error ? error.message : String(error) },
            'could not notify Orca; it will see the outcome at its next poll',
          );
        })
        .finally(() => {
          underWay.delete(done);
        });
      underWay.add(done);
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}

async function patchStage(
  orca: OrcaAddress,
  clock: Clock,
  notBeforeMs: number,
  operation: OperationRow,
  outcome: Outcome,
): Promise<void> {
  await sleepUntil(clock, operation.created_at + notBeforeMs);
  const address = `${orca.baseUrl.replace(/\/$/, '')}/pipelines/${encodeURIComponent(operation.execution_id)}/stages/${encodeURIComponent(operation.stage_id)}`;
  const response = await fetch(address, {
    method: 'PATCH',
    body: JSON.stringify(contextKeys(operation.stage_type, outcome.outputs)),
    signal: AbortSignal.timeout(10_000),
    headers: { 'content-type': 'application/json', ...orca.headers },
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`Orca answered ${response.status} to PATCH ${address}`);
}
