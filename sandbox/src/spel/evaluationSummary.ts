import { emptyMap } from './spelValue';

/** One error of one expression, as a stage's `expressionEvaluationSummary` lists it. */
export interface EvaluationFault {
  description: string;
  exceptionType: string | null;
  /** Epoch milliseconds. */
  timestamp: number;
  level: 'ERROR' | 'INFO';
}

/** Collects the errors of evaluating one context, by expression, in Orca's format. */
export class EvaluationSummary {
  readonly faults = emptyMap() as Record<string, EvaluationFault[]>;
  readonly attempted = new Set<string>();

  constructor(private readonly now: () => number) {}

  get failed(): boolean {
    return Object.keys(this.faults).length > 0;
  }

  add(expression: string, level: EvaluationFault['level'], description: string, exceptionType: string | null): void {
    const earlier = this.faults[expression] ?? [];
    const fault = { description: description.replaceAll('$', ''), exceptionType, timestamp: this.now(), level };
    this.faults[expression] = [...earlier, fault];
  }
}
