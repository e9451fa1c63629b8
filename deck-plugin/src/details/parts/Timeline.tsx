import React from 'react';
import { formatPercent } from '../text/formats';
import { nowLabels, type NowLabels } from '../transforms/plotLabels';
import {
  drawStaircase,
  percentY,
  timeX,
  type PlottedBake,
  type Staircase,
  type StaircaseBox,
  type TimelineRow,
} from '../transforms/timeline';
import type { RatePlot } from '../transforms/watch/ratePlot';
import { Sentence } from './Sentence';
import { PLOT_EDGES, PLOT_WIDTH, TimeAxis } from './TimeAxis';
import { RatesPlot } from './watch/RatesPlot';
import { useWidth } from '../../look/useWidth';

const HEIGHT = 122;
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
  const width = measured ?? PLOT_WIDTH;
  const box = { left: PLOT_EDGES.left, right: width - PLOT_EDGES.right, top: 32, bottom: HEIGHT - PLOT_EDGES.axis };
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
        {plan.bake !== undefined && <BakeArea bake={plan.bake} plan={plan} box={box} />}
        <TimeAxis plot={plan} box={box} height={HEIGHT} />
        <path d={drawing.area} fill={`url(#${id})`} />
        <path className="lst-plot-line" d={drawing.line} />
        {drawing.planned !== undefined && <path className="lst-plot-line lst-plot-planned" d={drawing.planned} />}
        {drawing.nowX !== undefined && (
          <line className="lst-plot-now" x1={drawing.nowX} x2={drawing.nowX} y1={box.top - 2} y2={box.bottom} />
        )}
        {plan.bake !== undefined && <BakeWords bake={plan.bake} plan={plan} box={box} />}
        <Ends plan={plan} box={box} nowX={drawing.nowX} />
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

interface BakeProps {
  bake: PlottedBake;
  plan: Staircase;
  box: StaircaseBox;
}

/** Least width of a bake that can be labeled. */
const BAKE_LABEL_WIDTH = 76;

const bakeEdges = ({ bake, plan, box }: BakeProps): { x: number; width: number } => {
  const x = Math.max(box.left, timeX(plan, box, bake.fromMs));
  return { x, width: Math.max(0, Math.min(box.right, timeX(plan, box, bake.toMs)) - x) };
};

function BakeArea(props: BakeProps): React.ReactElement {
  const { box } = props;
  return <rect className="lst-plot-bake" {...bakeEdges(props)} y={box.top} height={box.bottom - box.top} />;
}

function BakeWords(props: BakeProps): React.ReactElement | null {
  const { bake, box } = props;
  const { x, width } = bakeEdges(props);
  return width < BAKE_LABEL_WIDTH ? null : (
    <text className="lst-plot-bake-word" x={x + width / 2} y={(box.top + box.bottom) / 2 + 4} textAnchor="middle">
      {bake.words}
    </text>
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

/** What happened when and why, numbered, with the candidate's weight and the error rates drawn above if known. */
export function Timeline({
  rows,
  plan,
  rates,
  id,
}: {
  rows: readonly TimelineRow[];
  plan: Staircase | undefined;
  rates: RatePlot | undefined;
  id: string;
}): React.ReactElement {
  return (
    <div className="lst-details-card lst-timeline">
      {plan !== undefined && <StaircasePlot plan={plan} id={id} />}
      {rates !== undefined && <RatesPlot plot={rates} />}
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
