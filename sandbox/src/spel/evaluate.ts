import { callMethod, readIndex, readProperty } from './access';
import { spendOn, spendSteps, withinBudget } from './budget';
import type { ExpressionNode } from './expressionNode';
import { combine } from './operators';
import { parse } from './parse';
import { SpelError } from './spelError';
import { emptyMap, isMap, javaText, SpelMapEntry, toBoolean, type SpelMap } from './spelValue';
import { staticType } from './staticMembers';

/** What an expression can see. */
export interface EvaluationContext {
  /** `#root`, and the object in which bare names are looked up. */
  root: unknown;
  /** The `#name(…)` functions. */
  functions: ReadonlyMap<string, (args: readonly unknown[]) => unknown>;
  /** Whether a missing key of a map is null (as in Orca's evaluation of stages) or an error. */
  allowUnknownKeys: boolean;
}

/** Spring's limit, which Orca keeps. */
const LONGEST_EXPRESSION = 10_000;

/**
 * Evaluates one expression, without `${…}` around it; throws a `SpelError` if it has no value, or if it takes more than
 * the budget.
 */
export function evaluate(expression: string, context: EvaluationContext): unknown {
  if (expression.length > LONGEST_EXPRESSION)
    throw new SpelError(
      'evaluation',
      `EL1079E: SpEL expression is too long, exceeding the threshold of '${LONGEST_EXPRESSION}' characters`,
    );
  return withinBudget(() => withinStack(() => new Evaluation(context).value(parse(expression), context.root)));
}

/** Deep nesting ends as an error of the expression, too. */
export function withinStack<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SpelError('evaluation', 'The expression or its value is nested too deeply or is too large');
  }
}

/** One pass over a tree; `active` is the object that bare names belong to, and selections change it. */
class Evaluation {
  constructor(private readonly context: EvaluationContext) {}

  value(node: ExpressionNode, active: unknown): unknown {
    spendSteps(1);
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'list':
        return node.items.map((item) => this.value(item, active));
      case 'map':
        return this.map(node.entries, active);
      case 'variable':
        return this.variable(node.name, active);
      case 'function':
        return this.call(
          node.name,
          node.args.map((arg) => this.value(arg, active)),
        );
      case 'type':
        return staticType(node.name);
      case 'unary':
        return this.unary(node, active);
      case 'binary':
        return this.binary(node, active);
      case 'ternary':
        return this.value(toBoolean(this.value(node.condition, active)) ? node.then : node.otherwise, active);
      case 'elvis':
        return this.elvis(node, active);
      default:
        return this.member(node, active);
    }
  }

  private member(node: Extract<ExpressionNode, { safe: boolean }>, active: unknown): unknown {
    const target = node.target === null ? active : this.value(node.target, active);
    if (node.safe && (target === null || target === undefined)) return null;
    switch (node.kind) {
      case 'property':
        return readProperty(target, node.name, this.context.allowUnknownKeys) ?? null;
      case 'method':
        return this.method(
          target,
          node.name,
          node.args.map((arg) => this.value(arg, active)),
        );
      case 'index':
        return readIndex(target, this.indexValue(node.index, target, active)) ?? null;
      case 'projection':
        return this.project(target, node.body);
      case 'selection':
        return this.select(target, node);
    }
  }

  private method(target: unknown, name: string, args: unknown[]): unknown {
    spendOn(target, ...args);
    if (isMap(target)) spendSteps(Object.keys(target).length);
    const result = callMethod(target, name, args) ?? null;
    spendOn(result);
    return result;
  }

  /** `map[key]` with a bare name means the key of that name. */
  private indexValue(index: ExpressionNode, target: unknown, active: unknown): unknown {
    const isBareKey = index.kind === 'property' && index.target === null && isMap(target);
    return isBareKey ? index.name : this.value(index, active);
  }

  private map(entries: [ExpressionNode, ExpressionNode][], active: unknown): SpelMap {
    const map = emptyMap();
    for (const [key, value] of entries) map[javaText(this.value(key, active))] = this.value(value, active);
    return map;
  }

  private variable(name: string, active: unknown): unknown {
    if (name === 'root') return this.context.root;
    return name === 'this' ? active : null;
  }

  private call(name: string, args: unknown[]): unknown {
    const implementation = this.context.functions.get(name);
    if (implementation === undefined)
      throw new SpelError('evaluation', `EL1006E: Function '${name}' could not be found`);
    spendOn(...args);
    const result = implementation(args) ?? null;
    spendOn(result);
    return result;
  }

  private unary(node: Extract<ExpressionNode, { kind: 'unary' }>, active: unknown): unknown {
    const operand = this.value(node.operand, active);
    if (node.operator === '!') return !toBoolean(operand);
    if (typeof operand !== 'number')
      throw new SpelError(
        'evaluation',
        `EL1031E: The operator '${node.operator}' needs a number, not '${javaText(operand)}'`,
      );
    return node.operator === '-' ? -operand : operand;
  }

  private binary(node: Extract<ExpressionNode, { kind: 'binary' }>, active: unknown): unknown {
    const left = this.value(node.left, active);
    if (node.operator === 'and') return toBoolean(left) && toBoolean(this.value(node.right, active));
    if (node.operator === 'or') return toBoolean(left) || toBoolean(this.value(node.right, active));
    return combine(node.operator, left, this.value(node.right, active), isReal(node.left) || isReal(node.right));
  }

  private elvis(node: Extract<ExpressionNode, { kind: 'elvis' }>, active: unknown): unknown {
    const value = this.value(node.value, active);
    return value === null || value === undefined || value === '' ? this.value(node.otherwise, active) : value;
  }

  private project(target: unknown, body: ExpressionNode): unknown {
    if (Array.isArray(target)) return target.map((item) => this.value(body, item));
    if (isMap(target)) return entriesOf(target).map((entry) => this.value(body, entry));
    throw new SpelError('evaluation', `EL1026E: Projection cannot be performed on '${javaText(target)}'`);
  }

  private select(target: unknown, node: Extract<ExpressionNode, { kind: 'selection' }>): unknown {
    if (Array.isArray(target))
      return pick(
        target.filter((item) => toBoolean(this.value(node.body, item))),
        node.which,
      );
    if (!isMap(target))
      throw new SpelError(
        'evaluation',
        `EL1020E: Cannot perform selection on input data of type '${javaText(target)}'`,
      );
    const kept = entriesOf(target).filter((entry) => toBoolean(this.value(node.body, entry)));
    const chosen = node.which === 'all' ? kept : kept.slice(node.which === 'first' ? 0 : -1).slice(0, 1);
    const map = emptyMap();
    for (const entry of chosen) map[entry.key] = entry.value;
    return map;
  }
}

function entriesOf(map: SpelMap): SpelMapEntry[] {
  spendSteps(Object.keys(map).length);
  return Object.entries(map).map(([key, value]) => new SpelMapEntry(key, value));
}

function pick(items: unknown[], which: 'all' | 'first' | 'last'): unknown {
  if (which === 'all') return items;
  return (which === 'first' ? items[0] : items[items.length - 1]) ?? null;
}

/** Java distinguishes 1 from 1.0, JSON numbers don't: a literal with a decimal point asks for real division. */
function isReal(node: ExpressionNode): boolean {
  if (node.kind === 'literal') return node.real;
  return node.kind === 'binary' && (isReal(node.left) || isReal(node.right));
}
