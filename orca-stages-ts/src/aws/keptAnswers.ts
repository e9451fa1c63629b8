import { LRUCache } from 'lru-cache';
import type { Clock } from '../model/clock';

/** An answer, and when it was read: in ms since 1970. */
export interface Answer<Value> {
  value: Value;
  readAtMs: number;
}

/** Bounds of kept answers. */
export interface KeptAnswersDeps<Value> {
  clock: Clock;
  /** How much may be kept, in what `sizeOf` counts. A larger single answer is not kept at all. */
  mostSize: number;
  sizeOf(value: Value): number;
}

/** Nobody accepts older answers; what nobody can use any more only takes memory. */
const KEPT_MS = 60_000;
/** How soon after a sweep the next one may come, so that answers that arrive one by one share one. */
const SWEEP_MS = 10_000;

/** Answers by key, for about a minute. Whoever asks again after they were dropped costs a call. */
export class KeptAnswers<Value> {
  private readonly kept: LRUCache<string, Answer<Value>>;
  private cancelSweep: (() => void) | undefined;

  constructor(private readonly deps: KeptAnswersDeps<Value>) {
    this.kept = new LRUCache({
      maxSize: deps.mostSize,
      maxEntrySize: deps.mostSize,
      sizeCalculation: ({ value }) => Math.max(1, deps.sizeOf(value)),
    });
  }

  /** How many answers are kept. */
  get count(): number {
    return this.kept.size;
  }

  get(key: string): Answer<Value> | undefined {
    return this.kept.get(key);
  }

  keep(key: string, answer: Answer<Value>): void {
    this.kept.set(key, answer);
    this.sweepAt(answer.readAtMs + KEPT_MS);
  }

  /** Drops everything, and cancels the timer. */
  close(): void {
    this.cancelSweep?.();
    this.cancelSweep = undefined;
    this.kept.clear();
  }

  private sweepAt(timeMs: number): void {
    this.cancelSweep ??= this.deps.clock.at(timeMs, () => {
      this.cancelSweep = undefined;
      this.sweep();
    });
  }

  private sweep(): void {
    const now = this.deps.clock.now();
    let nextMs = Infinity;
    for (const [key, { readAtMs }] of this.kept.entries()) {
      if (readAtMs + KEPT_MS <= now) this.kept.delete(key);
      else nextMs = Math.min(nextMs, readAtMs + KEPT_MS);
    }
    if (this.kept.size > 0) this.sweepAt(Math.max(nextMs, now + SWEEP_MS));
  }
}
