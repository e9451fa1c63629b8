import type { Expectation } from './facts';
import type { Symbols } from './symbols';

/** The answer to a call as the SDK gives it. */
export type Given = {
  status: number | undefined;
  code?: string;
  type?: string | undefined;
  reason?: string | undefined;
  fields: Record<string, unknown>;
};

/** What differs from AWS's answer, one text for each difference. */
export function differencesFrom(expected: Expectation, given: Given, symbols: Symbols): string[] {
  const found: string[] = [];
  const compare = (wanted: unknown, got: unknown, path: string): void => {
    const answered = typeof wanted === 'object' && wanted !== null ? parsed(got) : dated(got);
    if (Array.isArray(wanted)) {
      const items = Array.isArray(answered) ? (answered as unknown[]) : [];
      compare(wanted.length, items.length, `${path}.length`);
      const [left, right] = expected.order === 'any' ? [sorted(wanted), sorted(items)] : [wanted, items];
      left.forEach((each, index) => compare(each, right[index], `${path}[${index}]`));
    } else if (typeof wanted === 'object' && wanted !== null) {
      for (const [key, each] of Object.entries(wanted))
        compare(each, (answered as Record<string, unknown> | undefined)?.[key], `${path}.${key}`);
    } else if (!symbols.matches(wanted, answered))
      found.push(`${path}: AWS ${JSON.stringify(wanted)}, here ${JSON.stringify(answered)}`);
  };
  compare(expected.status, given.status, 'status');
  compare(expected.code, given.code, 'code');
  if (expected.type !== undefined) compare(expected.type, given.type, 'type');
  if (expected.reason !== undefined) compare(expected.reason, given.reason, 'reason');
  if (given.code === undefined) compare(expected.fields ?? {}, given.fields, '');
  return found;
}

/** A document that is answered as text. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Times as text, as they were recorded. */
function dated(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

/** By what comes after the function's name, because that differs from recording to recording. */
function sorted(items: unknown[]): unknown[] {
  const rank = (item: unknown): string => {
    const { FunctionArn, UUID } = (item ?? {}) as Record<string, unknown>;
    return String(FunctionArn ?? UUID ?? '').replace(/^.*function:[^:]*/, '');
  };
  return [...items].sort((left, right) => rank(left).localeCompare(rank(right)));
}
