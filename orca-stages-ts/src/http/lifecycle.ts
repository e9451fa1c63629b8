/** Whether the process still accepts new operations. */
export interface Lifecycle {
  draining(): boolean;
  /** From now on, new operations are refused; polls and cancels still work. */
  drain(): void;
}

/** A lifecycle that starts out accepting operations. */
export function createLifecycle(): Lifecycle {
  let ending = false;
  return {
    draining: () => ending,
    drain: () => {
      ending = true;
    },
  };
}
