import React from 'react';
import { useWidth } from '../../../look/useWidth';
import { formatPercent } from '../../text/formats';
import { timeX, type StaircaseBox } from '../../transforms/timeline';
import { drawRates, rateY, type DrawnRates } from '../../transforms/watch/rateDrawing';
import type { RateLine, RatePlot } from '../../transforms/watch/ratePlot';
import { PLOT_EDGES, PLOT_WIDTH, TimeAxis } from '../TimeAxis';

const HEIGHT = 112;
/** Half the size of a point. */
const POINT = 3;

function Point({ role, x, y }: { role: RateLine['role']; x: number; y: number }): React.ReactElement {
  return role === 'candidate' ? (
    <circle className="lst-rate-point-candidate" cx={x} cy={y} r={POINT} />
  ) : (
    <rect className="lst-rate-point-baseline" x={x - POINT} y={y - POINT} width={2 * POINT} height={2 * POINT} />
  );
}

function Rates({ drawn }: { drawn: DrawnRates }): React.ReactElement {
  return (
    <g>
      <path className={`lst-rate-line lst-rate-${drawn.role}`} d={drawn.line} />
      {drawn.points.map(({ x, y }) => (
        <Point key={x} role={drawn.role} x={x} y={y} />
      ))}
    </g>
  );
}

function Levels({ plot, box }: { plot: RatePlot; box: StaircaseBox }): React.ReactElement {
  return (
    <>
      {[0, plot.topPercent / 2, plot.topPercent].map((percent) => (
        <g key={percent}>
          <line
            className="lst-plot-grid"
            x1={box.left}
            x2={box.right}
            y1={rateY(plot, box, percent)}
            y2={rateY(plot, box, percent)}
          />
          <text className="lst-plot-text" x={box.left - 8} y={rateY(plot, box, percent) + 4} textAnchor="end">
            {formatPercent(percent)}
          </text>
        </g>
      ))}
    </>
  );
}

function AlarmMarks({ plot, box }: { plot: RatePlot; box: StaircaseBox }): React.ReactElement {
  return (
    <>
      {plot.alarms.map(({ atMs, name }) => (
        <g key={name}>
          <path className="lst-rate-alarm-line" d={`M${timeX(plot, box, atMs)},${box.top - 4} V${box.bottom}`} />
          <path className="lst-rate-alarm" d={`M${timeX(plot, box, atMs)},${box.top - 12} l5.5,9 h-11 Z`} />
        </g>
      ))}
    </>
  );
}

/** What the lines are, with the newest figure of each. */
function Legend({ plot }: { plot: RatePlot }): React.ReactElement {
  return (
    <div className="lst-rate-legend" aria-hidden="true">
      {plot.lines.map(({ role, name, newest }) => (
        <span key={role}>
          <svg width="26" height="10" viewBox="0 0 26 10" focusable="false">
            <path className={`lst-rate-line lst-rate-${role}`} d="M1,5 H25" />
            <Point role={role} x={13} y={5} />
          </svg>
          {name} <b>{newest}</b>
        </span>
      ))}
      {plot.limit !== undefined && (
        <span>
          <svg width="26" height="10" viewBox="0 0 26 10" focusable="false">
            <path className="lst-rate-limit" d="M1,5 H25" />
          </svg>
          {plot.limit.words}
        </span>
      )}
      {plot.alarms.map(({ name, time }) => (
        <span key={name}>
          <svg width="12" height="10" viewBox="0 0 12 10" focusable="false">
            <path className="lst-rate-alarm" d="M6,0 l5.5,9.5 h-11 Z" />
          </svg>
          {name} in ALARM since {time}
        </span>
      ))}
    </div>
  );
}

function FiguresPerMinute({ plot }: { plot: RatePlot }): React.ReactElement {
  return (
    <table className="lst-rate-figures" aria-label="Errors per minute">
      <thead>
        <tr>
          <th scope="col">Minute</th>
          <th scope="col">Candidate</th>
          <th scope="col">Baseline</th>
        </tr>
      </thead>
      <tbody>
        {plot.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.time}</th>
            <td>{row.candidate}</td>
            <td>{row.baseline}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The error rates of both versions per minute as lines; for screen readers also as a table. */
export function RatesPlot({ plot }: { plot: RatePlot }): React.ReactElement {
  const [ref, measured] = useWidth<HTMLDivElement>();
  const width = measured ?? PLOT_WIDTH;
  const box = {
    left: PLOT_EDGES.left,
    right: width - PLOT_EDGES.right,
    top: 16,
    bottom: HEIGHT - PLOT_EDGES.axis,
  };
  return (
    <div ref={ref} className="lst-rates">
      <p className="lst-plot-title">Error rate per minute</p>
      <svg
        className="lst-plot"
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={plot.sentence}
      >
        <Levels plot={plot} box={box} />
        <TimeAxis plot={plot} box={box} height={HEIGHT} />
        {plot.limit !== undefined && (
          <path className="lst-rate-limit" d={`M${box.left},${rateY(plot, box, plot.limit.percent)} H${box.right}`} />
        )}
        {drawRates(plot, box).map((drawn) => (
          <Rates key={drawn.role} drawn={drawn} />
        ))}
        <AlarmMarks plot={plot} box={box} />
      </svg>
      <Legend plot={plot} />
      <FiguresPerMinute plot={plot} />
    </div>
  );
}
