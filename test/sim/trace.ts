import { createHash } from 'node:crypto';
import type { Clock } from '../../orca-stages-ts/src/model/clock';
import { WORLD_BEGINS_MS } from './virtualTime';

/** Something that has happened. */
export interface TraceEntry {
  atMs: number;
  /** Replica, person or service. */
  who: string;
  what: string;
}

/** Everything that has happened in a world, in order. */
export class Trace {
  readonly entries: TraceEntry[] = [];

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  add(who: string, what: string): void {
    this.entries.push({ atMs: this.clock.now(), who, what });
  }

  /** The same for the same course of events, and for no other. */
  hash(): string {
    return createHash('sha256').update(JSON.stringify(this.entries)).digest('hex').slice(0, 16);
  }

  /** One line for each event; times count from the beginning of the world. */
  lines(): string[] {
    return this.entries.map(
      ({ atMs, who, what }) =>
        `${((atMs - WORLD_BEGINS_MS) / 1000).toFixed(3).padStart(10)} s  ${who.padEnd(10)} ${what}`,
    );
  }
}
