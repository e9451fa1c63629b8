import { withinBudget } from './budget';
import { evaluate, withinStack, type EvaluationContext } from './evaluate';
import { SpelError } from './spelError';
import { javaText, toPlain } from './spelValue';

/** A piece of text with `${…}` in it: literal text, or the expression between the braces. */
type TemplatePart = { kind: 'text'; text: string } | { kind: 'expression'; expression: string };

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** Splits text at its `${…}`. Nested brackets and quoted strings inside an expression don't end it. */
function parseTemplate(source: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  while (at < source.length) {
    const start = source.indexOf('${', at);
    if (start < 0) break;
    if (start > at) parts.push({ kind: 'text', text: source.slice(at, start) });
    const end = endOfExpression(source, start);
    const expression = source.slice(start + 2, end).trim();
    if (expression === '')
      throw new SpelError('parse', `No expression defined within delimiter '\${}' at character ${start}`);
    parts.push({ kind: 'expression', expression });
    at = end + 1;
  }
  if (at < source.length) parts.push({ kind: 'text', text: source.slice(at) });
  return parts;
}

/** The value of a template, and its expressions that returned null (whose text then stays in the result). */
export interface TemplateResult {
  value: unknown;
  missing: string[];
}

/**
 * Evaluates text with `${…}`: an expression that is the whole string keeps its type; in mixed text, values become text.
 */
export function evaluateTemplate(source: string, context: EvaluationContext): TemplateResult {
  return withinBudget(() => withinStack(() => evaluateParts(source, context)));
}

function evaluateParts(source: string, context: EvaluationContext): TemplateResult {
  const parts = parseTemplate(source);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'expression') {
    const value = toPlain(evaluate(only.expression, context));
    return value === null ? { value: source, missing: [only.expression] } : { value, missing: [] };
  }
  const missing: string[] = [];
  const text = parts.map((part) => {
    if (part.kind === 'text') return part.text;
    const value = evaluate(part.expression, context);
    if (value !== null) return asText(value);
    missing.push(part.expression);
    return `\${${part.expression}}`;
  });
  return { value: text.join(''), missing };
}

/** Inside text, Spring writes a list as its items separated by commas, without brackets. */
function asText(value: unknown): string {
  return Array.isArray(value) ? value.map(javaText).join(',') : javaText(value);
}

function endOfExpression(source: string, start: number): number {
  const open: string[] = [];
  for (let at = start + 2; at < source.length; at += 1) {
    const sign = source.charAt(at);
    if (sign === "'" || sign === '"') {
      at = source.indexOf(sign, at + 1);
      if (at < 0) break;
    } else if (sign === '}' && open.length === 0) return at;
    else if (CLOSING.has(sign)) open.push(sign);
    else if (')]}'.includes(sign) && CLOSING.get(open.pop() ?? '') !== sign) {
      throw new SpelError(
        'parse',
        `Found closing '${sign}' at position ${at} but most recent opening is different, in '${source}'`,
      );
    }
  }
  throw new SpelError(
    'parse',
    `No ending suffix '}' for expression starting at character ${start}: ${source.slice(start)}`,
  );
}
