/** How patiently something is looked for. */
export interface Patience {
  /** Time between two looks. */
  everyMs?: number;
  /** Real time after which it is given up: much more than it needs, as the machine may be busy. */
  withinMs?: number;
  /** Done between two looks, such as moving a clock on. */
  meanwhile?(): void;
}

/**
 * Looks until there is an answer other than undefined or false, which it gives. Every test that waits for something waits here, so that what
 * never comes fails with its name, instead of as a test that took too long. `look` may throw to give up at once, or answer `not yet`
 * with what it has found instead, for the message.
 */
export async function eventually<T>(
  awaited: string,
  look: () => Promise<T | NotYet | undefined | false> | T | NotYet | undefined | false,
  { everyMs = 5, withinMs = 50_000, meanwhile }: Patience = {},
): Promise<T> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const answer = await look();
    const isThere = answer !== undefined && answer !== false && !(answer instanceof NotYet);
    if (isThere) return answer;
    if (performance.now() > giveUpAt) {
      const found = answer instanceof NotYet ? `; found ${answer.found}` : '';
      throw new Error(`Waited ${withinMs / 1000} s for ${awaited}${found}.`);
    }
    meanwhile?.();
    await new Promise((resolve) => {
      setTimeout(resolve, everyMs);
    });
  }
}

/** What was found instead of what is awaited. */
export class NotYet {
  constructor(readonly found: string) {}
}
