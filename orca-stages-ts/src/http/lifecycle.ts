/** Whether the process still takes new operations. */
export interface Lifecycle {
  draining(): boolean;
  /** From now on new operations are sent elsewhere; polls and cancels are still answered. */
  drain(): void;
}

/** A lifecycle that begins by taking operations. */
export function createLifecycle(): Lifecycle {
  let ending = false;
  return {
    draining: () => ending,
    drain: () => {
      ending = true;
    },
  };
}
