import type { BinaryOperator } from './expressionNode';
import { spendCharacters, spendOn } from './budget';
import { matchesPattern } from './runPattern';
import { SpelError } from './spelError';
import { isMap, javaEquals, javaText, SpelType } from './spelValue';

/** Spring's limits for texts that operators make. */
const LONGEST_REPEATED = 256;
const LONGEST_CONCATENATED = 100_000;

type StrictOperator = Exclude<BinaryOperator, 'and' | 'or'>;

/** Applies an operator to its two evaluated sides; `real` asks for division with a fraction. */
export function combine(operator: StrictOperator, left: unknown, right: unknown, real: boolean): unknown {
  spendOn(left, right);
  switch (operator) {
    case '==':
      return javaEquals(left, right);
    case '!=':
      return !javaEquals(left, right);
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    case '>=':
      return compare(left, right) >= 0;
    case 'between':
      return isBetween(left, right);
    case 'matches':
      return matches(left, right);
    case 'instanceof':
      return isInstance(left, right);
    default:
      return arithmetic(operator, left, right, real);
  }
}

type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^';

/** Text can be joined and repeated; everything else needs numbers. */
function arithmetic(operator: ArithmeticOperator, left: unknown, right: unknown, real: boolean): unknown {
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string'))
    return concatenated(javaText(left), javaText(right));
  if (operator === '*' && typeof left === 'string' && Number.isInteger(right)) return repeated(left, Number(right));
  if (typeof left === 'number' && typeof right === 'number') return calculate(operator, left, right, real);
  throw new SpelError(
    'evaluation',
    `EL1030E: The operator '${operator}' is not supported between '${javaText(left)}' and '${javaText(right)}'`,
  );
}

function concatenated(left: string, right: string): string {
  if (left.length + right.length > LONGEST_CONCATENATED)
    throw new SpelError(
      'evaluation',
      `EL1078E: Concatenated string is too long, exceeding the threshold of '${LONGEST_CONCATENATED}' characters`,
    );
  spendCharacters(left.length + right.length);
  return left + right;
}

/** Spring repeats a text zero times for a negative number. */
function repeated(text: string, times: number): string {
  if (text.length * times > LONGEST_REPEATED)
    throw new SpelError(
      'evaluation',
      `EL1076E: Repeated text is too long, exceeding the threshold of '${LONGEST_REPEATED}' characters`,
    );
  return text.repeat(Math.max(0, times));
}

/** Java divides whole numbers into whole numbers. */
function calculate(operator: ArithmeticOperator, left: number, right: number, real: boolean): number {
  const whole = !real && Number.isInteger(left) && Number.isInteger(right);
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '^':
      return left ** right;
    case '/':
    case '%':
      if (whole && right === 0) throw new SpelError('evaluation', '/ by zero');
      if (operator === '%') return left % right;
      return whole ? Math.trunc(left / right) : left / right;
  }
}

/** SpEL sorts null before everything. */
function compare(left: unknown, right: unknown): number {
  if (left === null || right === null) return Number(right === null) - Number(left === null);
  const sameKind = typeof left === typeof right && (typeof left === 'number' || typeof left === 'string');
  if (!sameKind)
    throw new SpelError('evaluation', `EL1013E: Cannot compare '${javaText(left)}' with '${javaText(right)}'`);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [first, second] = [String(left), String(right)];
  return first < second ? -1 : Number(first > second);
}

function isBetween(value: unknown, bounds: unknown): boolean {
  if (!Array.isArray(bounds) || bounds.length !== 2)
    throw new SpelError('evaluation', 'EL1033E: The right side of between must be a list of two values');
  return compare(value, bounds[0]) >= 0 && compare(value, bounds[1]) <= 0;
}

function matches(value: unknown, pattern: unknown): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new SpelError(
      'evaluation',
      `EL1036E: The operator 'matches' needs a text on its left, not '${javaText(value)}'`,
    );
  }
  return matchesPattern(javaText(pattern), String(value));
}

function isInstance(value: unknown, type: unknown): boolean {
  if (!(type instanceof SpelType))
    throw new SpelError('evaluation', 'EL1050E: The right side of instanceof must be a type, such as T(String)');
  switch (type.simpleName) {
    case 'String':
      return typeof value === 'string';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Integer':
    case 'Long':
      return Number.isInteger(value);
    case 'Double':
      return typeof value === 'number' && !Number.isInteger(value);
    case 'List':
      return Array.isArray(value);
    default:
      return type.simpleName === 'Map' && isMap(value);
  }
}
