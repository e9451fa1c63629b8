import { zipFor } from './handlers';

const ACCOUNT = '123456789012';
const REGION = 'us-east-1';
const FIXED: Record<string, string> = {
  account: ACCOUNT,
  region: REGION,
  role: `arn:aws:iam::${ACCOUNT}:role/lambda-x`,
  unknownMapping: '11111111-2222-4333-8444-555555555555',
};
/** What a symbol for a value of an earlier answer stands for. */
const ANSWERED: Record<string, string> = {
  revision: 'RevisionId',
  mapping: 'UUID',
  codeSha256: 'CodeSha256',
  marker: 'NextMarker',
};
/** Sent where a value is requested that no answer had. */
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

type Answer = Record<string, unknown> | undefined;

/** Fills in the symbols of one scenario, such as `${fn1}` or `${revision of step 3}`. */
export class Symbols {
  /** One for each step so far; undefined if it was rejected. */
  readonly answers: Answer[] = [];
  /** Equal symbols are equal values, and different symbols differ. */
  private readonly bound = new Map<string, string>();

  constructor(
    private readonly scenario: string,
    private readonly longNames: Record<string, number>,
  ) {}

  /** The value to send. */
  fill(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.fill(each));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.fill(each)]));
    if (typeof value !== 'string') return value;
    const zip = /^\$\{zip ?([^}]*)\}$/.exec(value)?.[1];
    if (zip !== undefined) return zipFor(zip);
    const characters = /^@text of (\d+) characters$/.exec(value)?.[1];
    return characters === undefined ? this.text(value) : 'x'.repeat(Number(characters));
  }

  /** Whether an answered value is the expected one: a value, a kind of value, a pattern, or a symbol. */
  matches(expected: unknown, answered: unknown): boolean {
    if (typeof expected !== 'string') return expected === answered;
    if (expected === '@text') return typeof answered === 'string';
    if (expected === '@time') return !Number.isNaN(Date.parse(String(answered)));
    if (expected === '@integer') return Number.isInteger(answered);
    if (expected === '@url') return typeof answered === 'string' && /^https?:/.test(answered);
    if (expected.startsWith('@like:'))
      return typeof answered === 'string' && this.pattern(expected.slice(6)).test(answered);
    if (/^\$(revision|sha|mapping)\d+$/.test(expected))
      return typeof answered === 'string' && this.binds(expected, answered);
    return this.text(expected) === answered;
  }

  private text(value: string): string {
    return value.replace(/\$\{([a-zA-Z0-9]+)(?: of step (\d+))?\}/g, (_, name: string, step?: string) => {
      const field = ANSWERED[name];
      if (field !== undefined) return this.answered(field, step === undefined ? undefined : Number(step));
      const number = /^fn(\d+)$/.exec(name)?.[1];
      if (number !== undefined) return `f${number}-${this.scenario}`.padEnd(this.longNames[name] ?? 0, 'x');
      return name === 'source' ? `src-${this.scenario}` : (FIXED[name] ?? `an unknown symbol: ${name}`);
    });
  }

  /** The field of a step's answer, or of the latest answer that has it. */
  private answered(field: string, step: number | undefined): string {
    const answers = step === undefined ? [...this.answers].reverse() : [this.answers[step - 1]];
    for (const answer of answers) {
      const value = { ...answer, ...(answer?.['Configuration'] as object) }[field];
      if (typeof value === 'string') return value;
    }
    return UNKNOWN;
  }

  private pattern(like: string): RegExp {
    const parts = this.text(like)
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`, 's');
  }

  private binds(symbol: string, value: string): boolean {
    const kind = symbol.replace(/\d+$/, '');
    const known = this.bound.get(symbol);
    if (known !== undefined) return known === value;
    if ([...this.bound].some(([other, taken]) => other.startsWith(kind) && taken === value)) return false;
    this.bound.set(symbol, value);
    return true;
  }
}
