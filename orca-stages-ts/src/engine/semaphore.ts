/**
 * Runs tasks in arrival order, at most `limit` at once. Not a library: p-limit is published as ES modules only, which the CommonJS bundle
 * and Jest cannot load on every Node 20, and async-sema has had no release for over two years.
 */
export class Semaphore {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly limit: number) {}

  /** Runs the task when its turn comes; resolves or rejects with its result. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.running >= this.limit)
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
    else this.running++;
    try {
      return await task();
    } finally {
      // The next task inherits this place, so that no other one slips in between.
      const next = this.waiting.shift();
      if (next === undefined) this.running--;
      else next();
    }
  }
}
