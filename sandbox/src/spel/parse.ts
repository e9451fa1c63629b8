import type { BinaryOperator, ExpressionNode, SelectionKind } from './expressionNode';
import { SpelError } from './spelError';
import { tokenize, type Token } from './tokenize';

const WORDS: ReadonlyMap<string, BinaryOperator> = new Map([
  ['eq', '=='],
  ['ne', '!='],
  ['lt', '<'],
  ['le', '<='],
  ['gt', '>'],
  ['ge', '>='],
  ['&&', 'and'],
  ['||', 'or'],
  ['div', '/'],
  ['mod', '%'],
  ['and', 'and'],
  ['or', 'or'],
  ['matches', 'matches'],
  ['instanceof', 'instanceof'],
  ['between', 'between'],
]);
const SIGN_OPERATORS = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
] as const satisfies readonly BinaryOperator[];
const STRENGTH: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  matches: 3,
  instanceof: 3,
  between: 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  '^': 6,
};
const SELECTIONS: ReadonlyMap<string, SelectionKind> = new Map([
  ['?[', 'all'],
  ['^[', 'first'],
  ['$[', 'last'],
]);
const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Parses one expression (without `${…}`); throws a `SpelError` of kind `parse` that says where. */
export function parse(source: string): ExpressionNode {
  const parser = new Parser(source);
  const node = parser.expression();
  parser.expectEnd();
  return node;
}

/** Operator-precedence parser; one instance per expression. */
class Parser {
  private readonly tokens: Token[];
  private at = 0;

  constructor(private readonly source: string) {
    this.tokens = tokenize(source);
  }

  expression(): ExpressionNode {
    const value = this.binary(1);
    if (this.accept('?:')) return { kind: 'elvis', value, otherwise: this.expression() };
    if (!this.accept('?')) return value;
    const then = this.expression();
    this.expect(':');
    return { kind: 'ternary', condition: value, then, otherwise: this.expression() };
  }

  expectEnd(): void {
    if (this.peek().type !== 'end') throw this.unexpected('the end');
  }

  private binary(minimum: number): ExpressionNode {
    let left = this.unary();
    for (;;) {
      const operator = this.operatorAhead();
      if (operator === undefined || STRENGTH[operator] < minimum) return left;
      this.at += 1;
      left = { kind: 'binary', operator, left, right: this.binary(STRENGTH[operator] + 1) };
    }
  }

  private operatorAhead(): BinaryOperator | undefined {
    const token = this.peek();
    if (token.type === 'sign') return SIGN_OPERATORS.find((sign) => sign === token.text) ?? WORDS.get(token.text);
    return token.type === 'name' ? WORDS.get(token.text.toLowerCase()) : undefined;
  }

  private unary(): ExpressionNode {
    const token = this.peek();
    const isNot = token.text === '!' || (token.type === 'name' && token.text.toLowerCase() === 'not');
    if (isNot && token.type !== 'string') {
      this.at += 1;
      return { kind: 'unary', operator: '!', operand: this.unary() };
    }
    if (token.type === 'sign' && (token.text === '-' || token.text === '+')) {
      this.at += 1;
      return { kind: 'unary', operator: token.text, operand: this.unary() };
    }
    return this.postfix(this.primary());
  }

  private postfix(start: ExpressionNode): ExpressionNode {
    let node = start;
    for (;;) {
      if (this.accept('[')) node = { kind: 'index', target: node, index: this.upTo(']'), safe: false };
      else if (this.accept('.')) node = this.member(node, false);
      else if (this.accept('?.')) node = this.member(node, true);
      else return node;
    }
  }

  private member(target: ExpressionNode, safe: boolean): ExpressionNode {
    if (this.accept('![')) return { kind: 'projection', target, body: this.upTo(']'), safe };
    for (const [sign, which] of SELECTIONS) {
      if (this.accept(sign)) return { kind: 'selection', target, body: this.upTo(']'), which, safe };
    }
    if (safe && this.accept('[')) return { kind: 'index', target, index: this.upTo(']'), safe };
    return this.named(target, this.name('a property or method'), safe);
  }

  private named(target: ExpressionNode | null, name: string, safe: boolean): ExpressionNode {
    if (!this.accept('(')) return { kind: 'property', target, name, safe };
    return { kind: 'method', target, name, args: this.list(')'), safe };
  }

  private primary(): ExpressionNode {
    const token = this.next();
    if (token.type === 'number') return { kind: 'literal', value: token.value, real: token.real };
    if (token.type === 'string') return { kind: 'literal', value: token.text, real: false };
    if (token.type === 'name') return this.word(token.text);
    if (token.text === '(') return this.upTo(')');
    if (token.text === '{') return this.braces();
    if (token.text === '#') return this.hash();
    if (token.text === '[') return { kind: 'index', target: null, index: this.upTo(']'), safe: false };
    this.at -= 1;
    throw this.unexpected('a value');
  }

  private word(text: string): ExpressionNode {
    const literal = LITERALS.get(text.toLowerCase());
    if (literal !== undefined) return { kind: 'literal', value: literal, real: false };
    if (text === 'new' && this.peek().type === 'name') {
      throw new SpelError(
        'parse',
        `'new ${this.peek().text}…' in '${this.source}': constructors are not supported in expressions`,
      );
    }
    if (text === 'T' && this.accept('(')) return this.typeReference();
    return this.named(null, text, false);
  }

  private typeReference(): ExpressionNode {
    const parts = [this.name('a type')];
    while (this.accept('.')) parts.push(this.name('a type'));
    this.expect(')');
    return { kind: 'type', name: parts.join('.') };
  }

  private hash(): ExpressionNode {
    const name = this.name('a function or variable after #');
    if (this.accept('(')) return { kind: 'function', name, args: this.list(')') };
    return { kind: 'variable', name };
  }

  /** `{}` is an empty list, `{:}` an empty map, and `{a: 1}` a map whose bare keys stand for their own names. */
  private braces(): ExpressionNode {
    if (this.accept('}')) return { kind: 'list', items: [] };
    if (this.accept(':')) {
      this.expect('}');
      return { kind: 'map', entries: [] };
    }
    const first = this.expression();
    if (!this.accept(':'))
      return { kind: 'list', items: this.accept(',') ? [first, ...this.list('}')] : this.closing([first]) };
    const entries: [ExpressionNode, ExpressionNode][] = [[mapKey(first), this.expression()]];
    while (this.accept(',')) {
      const key = this.expression();
      this.expect(':');
      entries.push([mapKey(key), this.expression()]);
    }
    this.expect('}');
    return { kind: 'map', entries };
  }

  private closing(items: ExpressionNode[]): ExpressionNode[] {
    this.expect('}');
    return items;
  }

  private list(end: string): ExpressionNode[] {
    const items: ExpressionNode[] = [];
    if (this.accept(end)) return items;
    do items.push(this.expression());
    while (this.accept(','));
    this.expect(end);
    return items;
  }

  private upTo(end: string): ExpressionNode {
    const node = this.expression();
    this.expect(end);
    return node;
  }

  private name(what: string): string {
    const token = this.next();
    if (token.type === 'name') return token.text;
    this.at -= 1;
    throw this.unexpected(what);
  }

  private accept(sign: string): boolean {
    const token = this.peek();
    if (token.type !== 'sign' || token.text !== sign) return false;
    this.at += 1;
    return true;
  }

  private expect(sign: string): void {
    if (!this.accept(sign)) throw this.unexpected(`'${sign}'`);
  }

  private next(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  private peek(): Token {
    return (
      this.tokens[Math.min(this.at, this.tokens.length - 1)] ?? { type: 'end', text: '', position: this.source.length }
    );
  }

  private unexpected(wanted: string): SpelError {
    const token = this.peek();
    const found = token.type === 'end' ? 'the end' : `'${token.text}'`;
    return new SpelError(
      'parse',
      `EL1041E: ${found} at position ${token.position} of '${this.source}' where ${wanted} should be`,
    );
  }
}

function mapKey(node: ExpressionNode): ExpressionNode {
  return node.kind === 'property' && node.target === null ? { kind: 'literal', value: node.name, real: false } : node;
}
