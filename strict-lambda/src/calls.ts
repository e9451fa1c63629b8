import type { RecordedCall } from './strictLambda';

/** Maximum number of recorded calls; older ones are dropped, so that a long-running emulator does not grow. */
const most = 100_000;

/** Whether a call of Lambda or CloudWatch changes something or runs code, by its operation name. */
export const isMutating = (operation: string): boolean => !/^(Get|List|Describe)/.test(operation);

/** Calls that reached the endpoint, oldest first. */
export class CallLog {
  private calls: RecordedCall[] = [];
  private readonly open = new Map<string, string>();

  /** A request for this operation has arrived; `add` records how it ended. */
  begin(requestId: string, operation: string): void {
    this.open.set(requestId, operation);
  }

  add(call: RecordedCall): void {
    this.open.delete(call.requestId);
    this.calls.push(call);
    if (this.calls.length > most) this.calls = this.calls.slice(-most / 2);
  }

  list(): RecordedCall[] {
    return [...this.calls];
  }

  /** Operations that have no response yet, oldest first. */
  inFlight(): string[] {
    return [...this.open.values()];
  }

  clear(): void {
    this.calls = [];
  }
}
