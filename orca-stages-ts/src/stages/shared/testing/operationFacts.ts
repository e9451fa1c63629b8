import type { OperationFacts } from '../../../model/operationFacts';

/** Who asks in tests of pure parts: the first attempt of a stage for the function checkout. Tests say what differs. */
export const operationFacts = (more: Partial<OperationFacts> = {}): OperationFacts => ({
  operationId: 'o',
  executionId: 'e',
  stageId: 's',
  stageName: 'Stage',
  attempt: 1,
  target: { account: 'local', region: 'us-east-1', functionName: 'checkout' },
  deadlineMs: Date.parse('2026-11-22T12:00:00.000Z'),
  ...more,
});
