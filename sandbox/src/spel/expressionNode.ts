/** Infix operators by a single name; in SpEL, `eq`, `lt`, `and` … are other words for them. */
export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'and'
  | 'or'
  | 'matches'
  | 'instanceof'
  | 'between';

/** What a selection keeps: every match, the first, or the last. */
export type SelectionKind = 'all' | 'first' | 'last';

/** A parsed expression. A `target` of null means the object on which the expression is evaluated. */
export type ExpressionNode =
  | { kind: 'literal'; value: string | number | boolean | null; real: boolean }
  | { kind: 'list'; items: ExpressionNode[] }
  | { kind: 'map'; entries: [key: ExpressionNode, value: ExpressionNode][] }
  | { kind: 'variable'; name: string }
  | { kind: 'function'; name: string; args: ExpressionNode[] }
  | { kind: 'type'; name: string }
  | { kind: 'property'; target: ExpressionNode | null; name: string; safe: boolean }
  | { kind: 'method'; target: ExpressionNode | null; name: string; args: ExpressionNode[]; safe: boolean }
  | { kind: 'index'; target: ExpressionNode | null; index: ExpressionNode; safe: boolean }
  | { kind: 'projection'; target: ExpressionNode; body: ExpressionNode; safe: boolean }
  | { kind: 'selection'; target: ExpressionNode; body: ExpressionNode; which: SelectionKind; safe: boolean }
  | { kind: 'unary'; operator: '!' | '-' | '+'; operand: ExpressionNode }
  | { kind: 'binary'; operator: BinaryOperator; left: ExpressionNode; right: ExpressionNode }
  | { kind: 'ternary'; condition: ExpressionNode; then: ExpressionNode; otherwise: ExpressionNode }
  | { kind: 'elvis'; value: ExpressionNode; otherwise: ExpressionNode };
