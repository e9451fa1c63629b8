/**
 * A reason not to start that a person can fix: what failed, where, and what to do next. Shown without a stack trace.
 */
export class StartError extends Error {
  override readonly name = 'StartError';
}
