const EXCEPTION_TYPES = {
  parse: 'org.springframework.expression.spel.SpelParseException',
  evaluation: 'org.springframework.expression.spel.SpelEvaluationException',
  function: 'com.netflix.spinnaker.kork.expressions.SpelHelperFunctionException',
} as const;

/**
 * What went wrong with an expression: it can't be parsed, can't be evaluated, or one of its # functions rejected it.
 */
export type SpelErrorKind = keyof typeof EXCEPTION_TYPES;

/** An expression that has no value. The message is Spring's, where authors know its wording. */
export class SpelError extends Error {
  constructor(
    readonly kind: SpelErrorKind,
    message: string,
  ) {
    super(message);
    this.name = 'SpelError';
  }

  /** The Java class that Orca puts into `expressionEvaluationSummary` for the same error. */
  get exceptionType(): string {
    return EXCEPTION_TYPES[this.kind];
  }
}
