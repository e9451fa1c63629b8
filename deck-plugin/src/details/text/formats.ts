/** Whole numbers with thousands separators: 4,658. */
export const formatCount = (count: number): string =>
  new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }).format(count);

/** A number with its noun, singular or plural: "1 AWS call", "3 versions". */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** A share in percent with at most two decimals: 10%, 0.31%. */
export const formatPercent = (percent: number): string =>
  `${new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(percent)}%`;

/**
 * How long a stage or step took, for people: 48 ms, 8.4 s, 3 min 12 s, 2 h 5 min. Negative durations come from clocks
 * that disagree and count as 0.
 */
export function formatDuration(spanMs: number): string {
  const ms = Math.max(0, spanMs);
  if (ms < 100) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1).replace(/\.0$/, '')} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`.replace(/ 0 s$/, '');
  const minutes = Math.round(seconds / 60);
  return `${formatCount(Math.floor(minutes / 60))} h ${minutes % 60} min`.replace(/ 0 min$/, '');
}

/** How long one call took, comparable at a glance: 912 ms, 1,204 ms; from ten seconds on like `formatDuration`. */
export const formatCallDuration = (ms: number): string =>
  ms < 10_000 ? `${formatCount(Math.max(0, ms))} ms` : formatDuration(ms);

/** A size: 212 bytes, 4.1 KB (1 KB = 1,024 bytes, as the outcome's limits count). */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return countOf(bytes, 'byte');
  const [size, unit] = bytes < 1_048_576 ? [bytes / 1024, 'KB'] : [bytes / 1_048_576, 'MB'];
  return `${size.toFixed(1).replace(/\.0$/, '')} ${unit}`;
}

/** Text of at most `limit` characters; an ellipsis marks what was cut. */
export const clip = (text: string, limit: number): string =>
  text.length > limit ? `${text.slice(0, limit - 1).trimEnd()}…` : text;

/** The start and end of an identifier that nobody reads in full: 8f5e7c1a…0f44. */
export const clipMiddle = (text: string, start = 8, end = 4): string =>
  text.length > start + end + 1 ? `${text.slice(0, start)}…${text.slice(-end)}` : text;

/** A version as people write it: v42; names such as $LATEST stay unchanged. */
export const formatVersion = (version: string): string => (/^\d+$/.test(version) ? `v${version}` : version);

/** A value of any kind as one text: text as it is, everything else as JSON. */
export function formatValue(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? 'none';
  } catch {
    return 'not readable';
  }
}
