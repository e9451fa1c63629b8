import { SpelError } from './spelError';

/** Values that are looked at while one document is evaluated: far more than a pipeline needs, and about a second. */
const MOST_STEPS = 3_000_000;
/** Characters that are read and written meanwhile. */
const MOST_CHARACTERS = 20_000_000;

type Budget = { steps: number; characters: number };

/** Evaluation never waits, so at most one is under way. */
let current: Budget | undefined;

/**
 * Evaluates within a budget: that of the evaluation which this one is part of, otherwise a new one. Orca has no such
 * limit; the sandbox shares its only thread with everything else, so that an expression must not keep it for long.
 */
export function withinBudget<T>(run: () => T): T {
  if (current !== undefined) return run();
  current = { steps: MOST_STEPS, characters: MOST_CHARACTERS };
  try {
    return run();
  } finally {
    current = undefined;
  }
}

/** Takes steps from the budget; throws a SpelError if none are left. */
export function spendSteps(count: number): void {
  if (current === undefined) return;
  current.steps -= count;
  if (current.steps < 0) throw exhausted(`${MOST_STEPS} steps`);
}

/** Takes characters from the budget; throws a SpelError if none are left. Called before a text of that length is made. */
export function spendCharacters(count: number): void {
  if (current === undefined) return;
  current.characters -= count;
  if (current.characters < 0) throw exhausted(`${MOST_CHARACTERS} characters`);
}

/** Takes what it costs to look at texts and lists once. */
export function spendOn(...values: readonly unknown[]): void {
  for (const value of values) {
    if (typeof value === 'string') spendCharacters(value.length);
    else if (Array.isArray(value)) spendSteps(value.length);
  }
}

/** How many steps are left. */
export function stepsLeft(): number {
  return current?.steps ?? MOST_STEPS;
}

/** Leaves nothing: what comes next in this document would take as long. */
export function spendEverything(): void {
  if (current !== undefined) current = { steps: 0, characters: 0 };
}

function exhausted(what: string): SpelError {
  return new SpelError(
    'evaluation',
    `The expressions of this context take more than ${what}, which the sandbox allows`,
  );
}
