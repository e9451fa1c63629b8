import type { BinaryOperator } from './expressionNode';
import { javaPattern } from './javaPattern';
import { SpelError } from './spelError';
import { isMap, javaEquals, javaText, SpelType } from './spelValue';

type StrictOperator = Exclude<BinaryOperator, 'and' | 'or'>;

/** Applies an operator to its two evaluated sides; `real` asks for division with a fraction. */
export function combine(operator: StrictOperator, left: unknown, right: unknown, real: boolean): unknown {
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
    return javaText(left) + javaText(right);
  if (operator === '*' && typeof left === 'string' && typeof right === 'number') return left.repeat(right);
  if (typeof left === 'number' && typeof right === 'number') return calculate(operator, left, right, real);
  throw new SpelError(
    'evaluation',
    `EL1030E: The operator '${operator}' is not supported between '${javaText(left)}' and '${javaText(right)}'`,
  );
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
  return javaPattern(javaText(pattern), true).test(String(value));
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
