import { SpelError } from './spelError';

/** One word or symbol of an expression; `position` is the number of characters from the start. */
export type Token =
  | { type: 'number'; text: string; value: number; real: boolean; position: number }
  | { type: 'string'; text: string; position: number }
  | { type: 'name'; text: string; position: number }
  | { type: 'sign'; text: string; position: number }
  | { type: 'end'; text: ''; position: number };

const SIGNS = [
  '?.',
  '?:',
  '==',
  '!=',
  '<=',
  '>=',
  '&&',
  '||',
  '.',
  ',',
  ':',
  '?',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '#',
  '+',
  '-',
  '*',
  '/',
  '%',
  '<',
  '>',
  '!',
  '^',
];
/** These are one symbol only after a dot: elsewhere, `?[` or `![` are two. */
const SELECTION_SIGNS = ['?[', '![', '^[', '$['];
const NUMBER = /(?:0[xX][0-9a-fA-F]+[lL]?|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[fFdDlL]?)/y;
const NAME = /[A-Za-z_$][A-Za-z0-9_$]*/y;

/**
 * Splits an expression into tokens, the last one of type `end`; throws a `SpelError` for a character without a meaning.
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (;;) {
    while (/\s/.test(source.charAt(position))) position += 1;
    if (position >= source.length) break;
    const token = readToken(source, position, tokens[tokens.length - 1]);
    tokens.push(token);
    position = token.type === 'string' ? endOfString(source, position) : position + token.text.length;
  }
  tokens.push({ type: 'end', text: '', position });
  return tokens;
}

function readToken(source: string, position: number, previous: Token | undefined): Token {
  const first = source.charAt(position);
  if (first === "'" || first === '"') return readString(source, position);
  const name = matchAt(NAME, source, position);
  const afterDot = previous?.type === 'sign' && (previous.text === '.' || previous.text === '?.');
  const selection = afterDot ? SELECTION_SIGNS.find((sign) => source.startsWith(sign, position)) : undefined;
  if (selection !== undefined) return { type: 'sign', text: selection, position };
  if (name !== undefined) return { type: 'name', text: name, position };
  const number = matchAt(NUMBER, source, position);
  if (number !== undefined) return numberToken(number, position);
  const sign = SIGNS.find((candidate) => source.startsWith(candidate, position));
  if (sign === undefined)
    throw new SpelError('parse', `EL1065E: unexpected character '${first}' at position ${position} of '${source}'`);
  return { type: 'sign', text: sign, position };
}

function numberToken(text: string, position: number): Token {
  const isHex = /^0[xX]/.test(text);
  const digits = isHex ? text.replace(/[lL]$/, '') : text.replace(/[fFdDlL]$/, '');
  return { type: 'number', text, value: Number(digits), real: !isHex && /[.eEfFdD]/.test(text), position };
}

function readString(source: string, position: number): Token {
  const quote = source.charAt(position);
  const raw = source.slice(position + 1, endOfString(source, position) - 1);
  return { type: 'string', text: raw.split(quote + quote).join(quote), position };
}

/** A quote inside a string is doubled; SpEL has no backslash escapes. */
function endOfString(source: string, position: number): number {
  const quote = source.charAt(position);
  let at = position + 1;
  while (at < source.length) {
    if (source.charAt(at) !== quote) at += 1;
    else if (source.charAt(at + 1) === quote) at += 2;
    else return at + 1;
  }
  throw new SpelError(
    'parse',
    `EL1045E: no closing ${quote} for the string that starts at position ${position} of '${source}'`,
  );
}

function matchAt(pattern: RegExp, source: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(source)?.[0];
}
