import { NO_RESERVED_LIMIT } from 'stage-contract';
import { isGiven, textOf } from '../../values/readValue';

/** What happens to the reserved concurrency; undefined: it stays unchanged. */
export type ReservedWay = 'noLimit' | 'stopped' | 'limited';

/** The choice that a value stands for. Whatever is neither 0 nor -1 is a number in the making, or an expression. */
export function reservedWay(value: unknown): ReservedWay | undefined {
  if (!isGiven(value)) return undefined;
  const text = textOf(value)?.trim();
  if (text === String(NO_RESERVED_LIMIT)) return 'noLimit';
  return text === '0' ? 'stopped' : 'limited';
}

/** The value to write for a choice; a limit gets its number afterwards. */
export const reservedValue = (way: string | undefined): number | undefined =>
  way === 'noLimit' ? NO_RESERVED_LIMIT : way === 'stopped' ? 0 : undefined;
