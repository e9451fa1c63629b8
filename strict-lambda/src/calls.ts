import type { RecordedCall } from './strictLambda';

/** Older calls are forgotten beyond this, so that an emulator left running does not grow. */
const most = 100_000;

/** Whether a call of Lambda changes something or runs code, by the name of its operation. */
export const isMutating = (operation: string): boolean => !/^(Get|List)/.test(operation);

/** Calls that reached the endpoint, oldest first. */
export class CallLog {
  private calls: RecordedCall[] = [];

  add(call: RecordedCall): void {
    this.calls.push(call);
    if (this.calls.length > most) this.calls = this.calls.slice(-most / 2);
  }

  list(): RecordedCall[] {
    return [...this.calls];
  }

  clear(): void {
    this.calls = [];
  }
}
