import type { Fault } from './strictLambda';

/** What the faults do to one request. */
export type Disturbance = {
  refuse?: 'throttle' | 'error5xx';
  drop?: 'before' | 'after';
  slowMs?: number;
  settleMs?: number;
  settleFailure?: string;
  roleNotYetAssumable: boolean;
};

type Armed = { fault: Fault; left: number };

/** Faults waiting for requests, in the order in which they were added. */
export class FaultList {
  private armed: Armed[] = [];

  add(fault: Fault): void {
    this.armed.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.armed = [];
  }

  /** The disturbance of a request that arrives now; uses the faults up. A request that is refused uses no other fault. */
  hit(operation: string, functionName: string | undefined): Disturbance {
    const matching = this.armed.filter((entry) => matches(entry.fault, operation, functionName));
    const slow = matching.find((entry) => entry.fault.kind === 'slow');
    const wire = matching.find((entry) => ['throttle', 'error5xx', 'dropBefore', 'dropAfter'].includes(entry.fault.kind));
    const acts = wire === undefined || wire.fault.kind === 'dropAfter';
    const inner = acts ? ['settleSlow', 'settleFailed', 'roleNotYetAssumable'].map((kind) => matching.find((entry) => entry.fault.kind === kind)) : [];
    const disturbance: Disturbance = { roleNotYetAssumable: false };
    for (const entry of [slow, wire, ...inner]) {
      if (entry === undefined) continue;
      entry.left -= 1;
      disturb(disturbance, entry.fault);
    }
    this.armed = this.armed.filter((entry) => entry.left > 0);
    return disturbance;
  }
}

function matches(fault: Fault, operation: string, functionName: string | undefined): boolean {
  return (fault.operation === '*' || fault.operation === operation) && (fault.functionName === undefined || fault.functionName === functionName);
}

function disturb(disturbance: Disturbance, fault: Fault): void {
  switch (fault.kind) {
    case 'throttle':
    case 'error5xx':
      disturbance.refuse = fault.kind;
      return;
    case 'dropBefore':
      disturbance.drop = 'before';
      return;
    case 'dropAfter':
      disturbance.drop = 'after';
      return;
    case 'slow':
      disturbance.slowMs = fault.ms;
      return;
    case 'settleSlow':
      disturbance.settleMs = fault.ms;
      return;
    case 'settleFailed':
      disturbance.settleFailure = fault.reason;
      return;
    case 'roleNotYetAssumable':
      disturbance.roleNotYetAssumable = true;
      return;
    default:
      fault satisfies never;
  }
}
