import { textOf } from '../../values/readValue';

/** The unit that reads best for a number of seconds, and the number in that unit. */
export function durationParts(value: unknown): { text: string; unit: DurationUnit } {
  const text = textOf(value) ?? '';
  const seconds = /^\d+$/.test(text.trim()) ? Number(text) : undefined;
  if (seconds === undefined) return { text, unit: text.trim() === '' ? 'min' : 's' };
  const unit: DurationUnit = seconds > 0 && seconds % 3600 === 0 ? 'h' : seconds % 60 === 0 ? 'min' : 's';
  return { text: String(seconds / DURATION_UNITS[unit]), unit };
}

/** Seconds in each unit. */
export const DURATION_UNITS = { s: 1, min: 60, h: 3600 } as const;
export type DurationUnit = keyof typeof DURATION_UNITS;

/** What to write for a duration: seconds if the text is a number, otherwise the text itself, and undefined for no text. */
export function durationValue(text: string, unit: DurationUnit): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /^\d+(\.\d+)?$/.test(trimmed) ? Math.round(Number(trimmed) * DURATION_UNITS[unit]) : text;
}
