const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** `605000` → `10 minutes 5 seconds`: how Orca writes durations in its timeout messages. */
export function durationText(durationMs: number): string {
  let rest = durationMs;
  const parts = UNITS.map(([unit, lengthMs]) => {
    const count = Math.floor(rest / lengthMs);
    rest -= count * lengthMs;
    return { count, text: `${count} ${unit}${count === 1 ? '' : 's'}` };
  });
  const first = parts.findIndex((part) => part.count > 0);
  const last = parts.map((part) => part.count > 0).lastIndexOf(true);
  return first < 0
    ? '0 seconds'
    : parts
        .slice(first, last + 1)
        .map((part) => part.text)
        .join(' ');
}
