/** Stands in the bundle for how zod follows values that contain themselves. No schema of ours does, and JSON cannot. */
export const memoizer = () => undefined;
