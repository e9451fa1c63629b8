import type { Fault } from './strictLambda';

type KindOf<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind }>;
type Refusal = KindOf<'throttle' | 'error5xx' | 'accessDenied'>;
type RoleTrouble = KindOf<'roleNotYetAssumable' | 'roleLacksPermission'>;

/** What the faults do to one request. */
export type Disturbance = {
  refuse?: Refusal;
  drop?: 'before' | 'after';
  slowMs?: number;
  slowAnswerMs?: number;
  settleMs?: number;
  settleFailure?: { reason: string; code: string };
  role?: RoleTrouble;
  entry?: KindOf<'entryFails'>;
};

type Armed = { fault: Fault; left: number; toPass: number; until: number };

/** What ends a request before it is executed, or drops its response; at most one per request. */
const wireKinds: ReadonlySet<Fault['kind']> = new Set<Fault['kind']>([
  'throttle',
  'error5xx',
  'accessDenied',
  'dropBefore',
  'dropAfter',
]);
/** What changes how a request is executed; at most one of each per request. */
const innerKinds: readonly (readonly Fault['kind'][])[] = [
  ['settleSlow'],
  ['settleFailed'],
  ['entryFails'],
  ['roleNotYetAssumable', 'roleLacksPermission'],
];
const slowKinds: ReadonlySet<Fault['kind']> = new Set<Fault['kind']>(['slow', 'slowAnswer']);

/** Faults that wait for requests, in the order in which they were added. */
export class FaultList {
  private armed: Armed[] = [];

  constructor(private readonly now: () => number) {}

  add(fault: Fault): void {
    const lasts = fault.forMs === undefined ? Infinity : this.now() + fault.forMs;
    this.armed.push({
      fault,
      left: fault.times ?? (fault.forMs === undefined ? 1 : Infinity),
      toPass: fault.after ?? 0,
      until: lasts,
    });
  }

  clear(): void {
    this.armed = [];
  }

  /**
   * What happens to a request that arrives now. Uses up the faults; a rejected request uses up only the fault that
   * rejected it.
   */
  hit(operation: string, functionName: string | undefined): Disturbance {
    this.armed = this.armed.filter((entry) => entry.left > 0 && entry.until > this.now());
    const matching = this.armed
      .filter((entry) => matches(entry.fault, operation, functionName))
      .filter((entry) => {
        if (entry.toPass === 0) return true;
        entry.toPass -= 1;
        return false;
      });
    const slow = matching.find((entry) => slowKinds.has(entry.fault.kind));
    const wire = matching.find((entry) => wireKinds.has(entry.fault.kind));
    const acts = wire === undefined || wire.fault.kind === 'dropAfter';
    const inner = acts ? innerKinds.map((kinds) => matching.find((entry) => kinds.includes(entry.fault.kind))) : [];
    const disturbance: Disturbance = {};
    for (const entry of [slow, wire, ...inner]) {
      if (entry === undefined) continue;
      entry.left -= 1;
      disturb(disturbance, entry.fault);
    }
    return disturbance;
  }
}

function matches(fault: Fault, operation: string, functionName: string | undefined): boolean {
  return (
    (fault.operation === '*' || fault.operation === operation) &&
    (fault.functionName === undefined || fault.functionName === functionName)
  );
}

function disturb(disturbance: Disturbance, fault: Fault): void {
  switch (fault.kind) {
    case 'throttle':
    case 'error5xx':
    case 'accessDenied':
      disturbance.refuse = fault;
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
    case 'slowAnswer':
      disturbance.slowAnswerMs = fault.ms;
      return;
    case 'settleSlow':
      disturbance.settleMs = fault.ms;
      return;
    case 'settleFailed':
      disturbance.settleFailure = { reason: fault.reason, code: fault.code ?? 'InternalError' };
      return;
    case 'entryFails':
      disturbance.entry = fault;
      return;
    case 'roleNotYetAssumable':
    case 'roleLacksPermission':
      disturbance.role = fault;
      return;
    default:
      fault satisfies never;
  }
}
