/** A time for Orca, the sidecar and the strict Lambda together. */
export type SandboxClock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs once the time has come; the returned function cancels it. */
  at(timeMs: number, run: () => void): () => void;
};

/** Real time between two ticks. */
const TICK_MS = 40;

/** A time that passes faster than the machine's. */
export type FastClock = SandboxClock & {
  /** How many times as fast, from now on. */
  setSpeed(speed: number): void;
  close(): void;
};

/**
 * A time that begins now, and passes so many times as fast as the machine's. It passes in ticks of the same length, however late
 * a tick comes: on a busy machine the time is slower, and nobody's timeout passes while everybody waits for the processor.
 */
export function fastClock(speedAtFirst: number): FastClock {
  let speed = speedAtFirst;
  let nowMs = Date.now();
  const waiting = new Set<{ timeMs: number; run: () => void }>();
  const tick = (): void => {
    nowMs += TICK_MS * speed;
    const due = [...waiting].filter(({ timeMs }) => timeMs <= nowMs).sort((one, other) => one.timeMs - other.timeMs);
    for (const timer of due) if (waiting.delete(timer)) timer.run();
  };
  const ticking = setInterval(tick, TICK_MS);
  return {
    now: () => nowMs,
    at(timeMs, run) {
      const timer = { timeMs, run };
      waiting.add(timer);
      return () => {
        waiting.delete(timer);
      };
    },
    setSpeed(wanted) {
      speed = wanted;
    },
    close: () => clearInterval(ticking),
  };
}
