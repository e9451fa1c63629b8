const UNITS = [
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** A duration for people, exact to the second: 45 s, 3 min 12 s, 1 h 20 min. */
export function durationWords(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts = UNITS.flatMap(([size, unit]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${unit}`];
  });
  return parts.length === 0 ? '0 s' : parts.join(' ');
}
