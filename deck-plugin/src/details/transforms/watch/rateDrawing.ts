import { timeX, type StaircaseBox } from '../timeline';
import type { RateLine, RatePlot } from './ratePlot';

/** One version's error rates in SVG units. */
export interface DrawnRates {
  role: RateLine['role'];
  line: string;
  /** None if they would touch each other. */
  points: { x: number; y: number }[];
}

/** Least distance between two points that can be told apart, in px. */
const POINT_GAP = 7;

/** Vertical position of a rate. */
export const rateY = ({ topPercent }: Pick<RatePlot, 'topPercent'>, box: StaircaseBox, percent: number): number =>
  Math.round((box.bottom - (Math.min(percent, topPercent) / topPercent) * (box.bottom - box.top)) * 10) / 10;

/** Error rates between the given edges, on the same time axis as the weights. */
export const drawRates = (plot: RatePlot, box: StaircaseBox): DrawnRates[] =>
  plot.lines.map(({ role, parts }) => {
    const placed = parts.map((part) =>
      part.map(({ atMs, percent }) => ({ x: timeX(plot, box, atMs), y: rateY(plot, box, percent) })),
    );
    const points = placed.flat();
    const isDense = points.some((point, index) => point.x - (points[index - 1]?.x ?? -POINT_GAP) < POINT_GAP);
    const isAlone = (part: readonly unknown[]): boolean => part.length === 1;
    return {
      role,
      line: placed
        .filter((part) => !isAlone(part))
        .map((part) => `M${part.map(({ x, y }) => `${x},${y}`).join(' L')}`)
        .join(' '),
      // A minute without neighbors would not be seen at all.
      points: isDense ? placed.filter(isAlone).flat() : points,
    };
  });
