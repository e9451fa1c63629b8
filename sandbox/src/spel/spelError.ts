const EXCEPTION_TYPES = {
  parse: 'org.springframework.expression.spel.SpelParseException',
  evaluation: 'org.springframework.expression.spel.SpelEvaluationException',
  function: 'com.netflix.spinnaker.kork.expressions.SpelHelperFunctionException',
} as const;

/** What went wrong with an expression: it does not parse, does not evaluate, or one of its # functions refused. */
export type SpelErrorKind = keyof typeof EXCEPTION_TYPES;

/** An expression that has no value; the message is what Spring would say where authors know its wording. */
export class SpelError extends Error {
  constructor(
    readonly kind: SpelErrorKind,
    message: string,
  ) {
    super(message);
    this.name = 'SpelError';
  }

  /** The Java class that Orca puts into `expressionEvaluationSummary` for the same fault. */
  get exceptionType(): string {
    return EXCEPTION_TYPES[this.kind];
  }
}
