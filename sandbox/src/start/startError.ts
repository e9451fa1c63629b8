/** A reason not to start that a person can act on: what failed, where, and what to do next. Shown without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
