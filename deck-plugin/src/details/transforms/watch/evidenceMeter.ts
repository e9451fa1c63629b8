import { formatCount } from '../../text/formats';

/** How far the calls speak for a worse candidate, on a logarithmic scale. Places are in percent of its width. */
export interface EvidenceMeter {
  /** Where the pointer stands; a ratio beyond the scale stands at its end. */
  place: number;
  /** Where the guard acts. */
  actsAt: number;
  ratio: string;
  acts: string;
  /** Powers of ten between the ends. */
  ticks: number[];
  /** Whether "1:1" in the middle has room beside the place where the guard acts. */
  namesMiddle: boolean;
  sentence: string;
}

/** Powers of ten at the ends of the scale: 1:100 and 100:1. */
const END = 2;
/** From this power of ten on, a figure says no more than that it is large. */
const LARGEST = 6;
/** Least distance in percent between the middle and the place where the guard acts. */
const LABEL_SHARE = 26;

/** A ratio's larger side: 1.3, 86, 190. */
function sideOf(power: number): string {
  const side = 10 ** power;
  if (side < 9.95) return String(Number(side.toFixed(1)));
  return formatCount(side < 99.5 ? Math.round(side) : Number(side.toPrecision(2)));
}

/** A power of ten as a ratio: 2 is "100:1", -2 is "1:100". */
export function ratioWords(power: number): string {
  if (power > LARGEST) return `over ${sideOf(LARGEST)}:1`;
  if (power < -LARGEST) return `under 1:${sideOf(LARGEST)}`;
  const side = sideOf(Math.abs(power));
  return power < 0 ? `1:${side}` : `${side}:1`;
}

/** The meter of a guard that acts from a power of ten on. */
export function evidenceMeter(evidence: number, given: number): EvidenceMeter {
  const threshold = Math.min(LARGEST, Math.max(0, given));
  const end = Math.max(END, threshold);
  const placeOf = (power: number): number => {
    const inside = Math.min(end, Math.max(-end, power));
    return Math.round(((inside + end) / (2 * end)) * 1000) / 10;
  };
  const actsAt = placeOf(threshold);
  const acts = ratioWords(threshold);
  const ratio = ratioWords(evidence);
  const powers = Array.from({ length: 2 * Math.ceil(end) - 1 }, (_, index) => index + 1 - Math.ceil(end));
  return {
    place: placeOf(evidence),
    actsAt,
    ratio,
    acts,
    ticks: powers.map(placeOf),
    namesMiddle: Math.abs(actsAt - 50) >= LABEL_SHARE,
    sentence: `Evidence for a worse candidate: ${ratio}, on a scale from 1:${sideOf(end)} to ${sideOf(end)}:1. The guard says worse from ${acts} on.`,
  };
}
