const DIGIT = '\\d';

const anyDigits = (count: number): string => (count === 0 ? '' : count === 1 ? DIGIT : `${DIGIT}{${count}}`);
const digitsFrom = (low: number, high: number): string =>
  low === high ? String(low) : low === 0 && high === 9 ? DIGIT : `[${low}-${high}]`;

/** A pattern for the numbers between two of the same length; empty text for no digits. */
function sameLength(low: string, high: string): string {
  const rest = low.length - 1;
  if (rest < 0) return '';
  const [first, last] = [Number(low[0]), Number(high[0])];
  if (first === last) return `${first}${grouped(sameLength(low.slice(1), high.slice(1)))}`;
  const fromStart = /^0*$/.test(low.slice(1));
  const toEnd = /^9*$/.test(high.slice(1));
  const [whole, wholeEnd] = [fromStart ? first : first + 1, toEnd ? last : last - 1];
  return [
    ...(fromStart ? [] : [`${first}${grouped(sameLength(low.slice(1), '9'.repeat(rest)))}`]),
    ...(whole > wholeEnd ? [] : [`${digitsFrom(whole, wholeEnd)}${anyDigits(rest)}`]),
    ...(toEnd ? [] : [`${last}${grouped(sameLength('0'.repeat(rest), high.slice(1)))}`]),
  ].join('|');
}

const grouped = (pattern: string): string => (pattern.includes('|') ? `(?:${pattern})` : pattern);

/** A pattern, without anchors, for the decimal digits of the whole numbers from `min` to `max`, both at least 0. */
export function digitsBetween(min: number, max: number): string {
  const [shortest, longest] = [String(min).length, String(max).length];
  return Array.from({ length: longest - shortest + 1 }, (_, index) => shortest + index)
    .map((length) =>
      sameLength(
        length === shortest ? String(min) : `1${'0'.repeat(length - 1)}`,
        length === longest ? String(max) : '9'.repeat(length),
      ),
    )
    .join('|');
}
