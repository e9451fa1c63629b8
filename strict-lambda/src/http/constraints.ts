import { AwsError } from '../errors';

/** Collects violations and rejects them together, in the words of AWS's ValidationException. */
export class Constraints {
  private readonly violations: string[] = [];

  /** `type: undefined` is what AWS's outermost layer returns; Lambda itself says `User`. */
  private add(value: string, at: string, constraint: string): void {
    this.violations.push(`Value ${value} at '${at}' failed to satisfy constraint: ${constraint}`);
  }

  required(at: string, value: unknown): this {
    if (value === undefined || value === '') this.add('null', at, 'Member must not be null');
    return this;
  }

  pattern(at: string, value: string | undefined, pattern: string): this {
    if (value !== undefined && !new RegExp(`^(?:${pattern})$`).test(value))
      this.add(`'${value}'`, at, `Member must satisfy regular expression pattern: ${pattern}`);
    return this;
  }

  length(at: string, value: string | undefined, minimum: number, maximum: number): this {
    if (value === undefined) return this;
    if (value.length > maximum) this.add(`'${value}'`, at, `Member must have length less than or equal to ${maximum}`);
    if (value.length < minimum)
      this.add(`'${value}'`, at, `Member must have length greater than or equal to ${minimum}`);
    return this;
  }

  range(at: string, value: number | undefined, minimum: number, maximum: number): this {
    if (value === undefined) return this;
    if (value > maximum) this.add(`'${value}'`, at, `Member must have value less than or equal to ${maximum}`);
    if (value < minimum) this.add(`'${value}'`, at, `Member must have value greater than or equal to ${minimum}`);
    return this;
  }

  oneOf(at: string, value: string | undefined, allowed: readonly string[]): this {
    if (value !== undefined && !allowed.includes(value))
      this.add(`'${value}'`, at, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
    return this;
  }

  /** A violation of a whole list or map, which AWS prints in brackets. */
  that(holds: boolean, at: string, printed: string, constraint: string): this {
    if (!holds) this.add(`'${printed}'`, at, constraint);
    return this;
  }

  /** Throws a 400 ValidationException if there are violations. */
  enforce(): void {
    const count = this.violations.length;
    if (count === 0) return;
    const message = `${count} validation error${count > 1 ? 's' : ''} detected: ${this.violations.join('; ')}`;
    throw new AwsError('ValidationException', 400, message, { type: undefined });
  }
}
