import React from 'react';
import { formatPercent } from '../text/formats';
import { nowLabels, type NowLabels } from '../transforms/plotLabels';
import {
  drawStaircase,
  percentY,
  timeX,
  type Staircase,
  type StaircaseBox,
  type TimelineRow,
} from '../transforms/timeline';
import { Sentence } from './Sentence';
import { useWidth } from '../../look/useWidth';

/** The width to draw for until the box is measured. */
const ASSUMED_WIDTH = 720;
const HEIGHT = 122;
/** Room for the time axis below the levels. */
const AXIS_HEIGHT = 26;
const LEVELS = [0, 50, 100] as const;

function Grid({ box }: { box: StaircaseBox }): React.ReactElement {
  return (
    <>
      {LEVELS.map((percent) => {
        const y = box.bottom - (percent / 100) * (box.bottom - box.top);
        return (
          <g key={percent}>
            <line className="lst-plot-grid" x1={box.left} x2={box.right} y1={y} y2={y} />
            <text className="lst-plot-text" x={box.left - 8} y={y + 4} textAnchor="end">{`${percent}%`}</text>
          </g>
        );
      })}
    </>
  );
}

function StaircasePlot({ plan, id }: { plan: Staircase; id: string }): React.ReactElement {
  const [ref, measured] = useWidth<HTMLDivElement>();
  const width = measured ?? ASSUMED_WIDTH;
  const box = { left: 52, right: width - 14, top: 32, bottom: HEIGHT - AXIS_HEIGHT };
  const drawing = drawStaircase(plan, box);
  return (
    <div ref={ref}>
      <p className="lst-plot-title">{plan.label}</p>
      <svg
        className="lst-plot"
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={plan.sentence}
      >
        <defs>
          <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="2" x2="2" y1="0" y2="7" className="lst-plot-stripe" />
          </pattern>
        </defs>
        <Grid box={box} />
        {plan.ticks.map((tick) => (
          <g key={tick.atMs}>
            <path className="lst-plot-tick" d={`M${timeX(plan, box, tick.atMs)},${box.bottom} v4`} />
            <text className="lst-plot-text" x={timeX(plan, box, tick.atMs)} y={HEIGHT - 8} textAnchor="middle">
              {tick.text}
            </text>
          </g>
        ))}
        <path d={drawing.area} fill={`url(#${id})`} />
        <path className="lst-plot-line" d={drawing.line} />
        {drawing.planned !== undefined && (
          <g>
            <path className="lst-plot-line lst-plot-planned" d={drawing.planned.line} />
            <line
              className="lst-plot-now"
              x1={drawing.planned.nowX}
              x2={drawing.planned.nowX}
              y1={box.top - 2}
              y2={box.bottom}
            />
          </g>
        )}
        <Ends plan={plan} box={box} nowX={drawing.planned?.nowX} />
        {drawing.marks.map((mark) => (
          <g key={mark.number}>
            <path className="lst-plot-guide" d={`M${mark.x},22 L${mark.guideX},28 L${mark.guideX},${box.bottom}`} />
            <circle className="lst-plot-mark" cx={mark.x} cy="12" r="9.5" />
            <text className="lst-plot-number" x={mark.x} y="16" textAnchor="middle">
              {mark.number}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

/** The present time and the weight at the end of the line, and the planned one at the end of the plan. */
function Ends({
  plan,
  box,
  nowX,
}: {
  plan: Staircase;
  box: StaircaseBox;
  nowX: number | undefined;
}): React.ReactElement {
  const { endPercent } = plan;
  const planned = plan.planned?.levels[plan.planned.levels.length - 1]?.percent;
  const labels: NowLabels =
    nowX !== undefined
      ? nowLabels(plan, box, nowX)
      : endPercent === undefined
        ? {}
        : { weight: { x: box.right, y: percentY(box, endPercent) - 5, anchor: 'end' } };
  return (
    <>
      {labels.now !== undefined && (
        <text
          className="lst-plot-end lst-plot-now-word"
          x={labels.now.x}
          y={labels.now.y}
          textAnchor={labels.now.anchor}
        >
          now
        </text>
      )}
      {labels.weight !== undefined && endPercent !== undefined && (
        <text className="lst-plot-end" x={labels.weight.x} y={labels.weight.y} textAnchor={labels.weight.anchor}>
          {formatPercent(endPercent)}
        </text>
      )}
      {planned !== undefined && (
        <text
          className="lst-plot-end"
          x={box.right}
          y={percentY(box, planned) - 5}
          textAnchor="end"
        >{`planned ${formatPercent(planned)}`}</text>
      )}
    </>
  );
}

/** What happened when and why, numbered, with the candidate's weight drawn above if it moved. */
export function Timeline({
  rows,
  plan,
  id,
}: {
  rows: readonly TimelineRow[];
  plan: Staircase | undefined;
  id: string;
}): React.ReactElement {
  return (
    <div className="lst-details-card lst-timeline">
      {plan !== undefined && <StaircasePlot plan={plan} id={id} />}
      <ol>
        {rows.map((row) => (
          <li key={row.number}>
            <span className="lst-mark" aria-hidden="true">
              {row.number}
            </span>
            <span className="lst-time">{row.time}</span>
            <span className="lst-wide">
              {row.routing !== '' && (
                <>
                  <b>{row.routing}</b>
                  {row.reason !== '' && ': '}
                </>
              )}
              <Sentence text={row.reason} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
