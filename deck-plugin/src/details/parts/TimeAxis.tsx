import React from 'react';
import { timeX, type StaircaseBox } from '../transforms/timeline';
import type { TimeTick } from '../transforms/timeTicks';

/** The width of a drawing until its box is measured. */
export const PLOT_WIDTH = 720;
/** Room around the drawings of one time axis, in px; `axis` is below them, for the times. */
export const PLOT_EDGES = { left: 52, right: 14, axis: 26 } as const;

/** Ticks and times below a drawing. */
export function TimeAxis({
  plot,
  box,
  height,
}: {
  plot: { fromMs: number; toMs: number; ticks: readonly TimeTick[] };
  box: StaircaseBox;
  height: number;
}): React.ReactElement {
  return (
    <>
      {plot.ticks.map((tick) => (
        <g key={tick.atMs}>
          <path className="lst-plot-tick" d={`M${timeX(plot, box, tick.atMs)},${box.bottom} v4`} />
          <text className="lst-plot-text" x={timeX(plot, box, tick.atMs)} y={height - 8} textAnchor="middle">
            {tick.text}
          </text>
        </g>
      ))}
    </>
  );
}
