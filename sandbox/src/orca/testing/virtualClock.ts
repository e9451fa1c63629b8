import type { Clock } from '../clock';
import { READ_TIMEOUT_MS } from '../webhook/okHttpClient';

interface Timer {
  at: number;
  order: number;
  isCall: boolean;
  action: () => void;
}

/** Real time between two timers, so that whatever one of them has started can reach a server in the same process. */
const STEP_MS = 2;

/**
 * Time that jumps from one timer to the next as soon as nothing is in progress: an hour of polling takes as long as its
 * requests. A pending read timeout means that a call is in progress, and stops the time.
 */
export class VirtualClock implements Clock {
  private time = Date.UTC(2026, 10, 21);
  private order = 0;
  private timers: Timer[] = [];
  private tick: NodeJS.Timeout | undefined;
  private stopped = false;

  now(): number {
    return this.time;
  }

  schedule(delayMs: number, action: () => void): () => void {
    const timer: Timer = {
      at: this.time + Math.max(0, Math.round(delayMs)),
      order: (this.order += 1),
      isCall: delayMs === READ_TIMEOUT_MS,
      action,
    };
    this.timers.push(timer);
    this.wind();
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
      this.wind();
    };
  }

  /** Freezes time for good; call it at the end of a test. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.tick);
  }

  private wind(): void {
    if (this.tick !== undefined || this.stopped) return;
    this.tick = setTimeout(() => {
      this.tick = undefined;
      this.jump();
    }, STEP_MS);
  }

  private jump(): void {
    if (this.timers.some((timer) => timer.isCall)) return;
    const [next] = [...this.timers].sort((one, other) => one.at - other.at || one.order - other.order);
    if (next === undefined) return;
    this.timers = this.timers.filter((timer) => timer !== next);
    this.time = Math.max(this.time, next.at);
    next.action();
    this.wind();
  }
}
