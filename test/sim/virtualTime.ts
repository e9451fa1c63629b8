import type { Clock } from '../../orca-stages-ts/src/model/clock';

/** When every simulated world begins. */
export const WORLD_BEGINS_MS = Date.UTC(2026, 0, 15, 12);

interface Event {
  timeMs: number;
  run: () => void;
  isCancelled: boolean;
}

/** Lets everything in progress come to rest: afterwards, only what is due later can change anything. */
export type Rest = () => Promise<void>;

/**
 * A time that no machine counts: it stands still until `pass` takes it to whatever is due next. What is due at the same
 * moment happens in the order in which it was asked for, so a world in which nothing else decides always goes the same way.
 */
export class VirtualTime implements Clock {
  private timeMs = WORLD_BEGINS_MS;
  /** By time, the earliest last. */
  private readonly events: Event[] = [];

  constructor(private readonly rest: Rest) {}

  now(): number {
    return this.timeMs;
  }

  at(timeMs: number, run: () => void): () => void {
    const event = { timeMs, run, isCancelled: false };
    this.events.splice(this.placeOf(timeMs), 0, event);
    return () => {
      event.isCancelled = true;
    };
  }

  /** Resolves after so much time. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.at(this.timeMs + ms, resolve);
    });
  }

  /** Resolves when nothing happens any more until time passes. */
  settled(): Promise<void> {
    return this.rest();
  }

  /** Lets everything come to rest, and then what is due next happen; false if nothing is due any more. */
  async pass(): Promise<boolean> {
    await this.rest();
    for (;;) {
      const event = this.events.pop();
      if (event === undefined) return false;
      if (event.isCancelled) continue;
      this.timeMs = Math.max(this.timeMs, event.timeMs);
      event.run();
      return true;
    }
  }

  /** Before everything that is due earlier or at the same time. */
  private placeOf(timeMs: number): number {
    let low = 0,
      high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle]?.timeMs ?? 0) > timeMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
