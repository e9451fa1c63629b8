import React from 'react';
import { drawStaircase, type Staircase, type TimelineRow } from '../transforms/timeline';
import { useWidth } from './useWidth';

/** Width that is drawn for until the box is measured. */
const ASSUMED_WIDTH = 720;
const HEIGHT = 104;
const LEVELS = [0, 50, 100] as const;

function Grid({ box }: { box: { left: number; right: number; top: number; bottom: number } }): React.ReactElement {
  return (
    <>
      {LEVELS.map((percent) => {
        const y = box.bottom - (percent / 100) * (box.bottom - box.top);
        return <g key={percent}><line className="lmd-plot-grid" x1={box.left} x2={box.right} y1={y} y2={y} /><text className="lmd-plot-text" x={box.left - 8} y={y + 4} textAnchor="end">{`${percent} %`}</text></g>;
      })}
    </>
  );
}

function StaircasePlot({ plan, id }: { plan: Staircase; id: string }): React.ReactElement {
  const [ref, measured] = useWidth<HTMLDivElement>();
  const width = measured ?? ASSUMED_WIDTH;
  const box = { left: 52, right: width - 14, top: 32, bottom: HEIGHT - 8 };
  const drawing = drawStaircase(plan, box);
  return (
    <div ref={ref}>
      <p className="lmd-plot-title">{plan.label}</p>
      <svg className="lmd-plot" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={plan.sentence}>
        <defs><pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="2" x2="2" y1="0" y2="7" className="lmd-plot-stripe" /></pattern></defs>
        <Grid box={box} />
        <path d={drawing.area} fill={`url(#${id})`} />
        <path className="lmd-plot-line" d={drawing.line} />
        {drawing.planned !== undefined && (
          <g>
            <path className="lmd-plot-line lmd-plot-planned" d={drawing.planned.line} />
            <line className="lmd-plot-now" x1={drawing.planned.nowX} x2={drawing.planned.nowX} y1={box.top - 2} y2={box.bottom} />
            <text className="lmd-plot-text" x={drawing.planned.nowX + 4} y={box.top + 8}>now</text>
          </g>
        )}
        {drawing.marks.map((mark) => (
          <g key={mark.number}>
            <path className="lmd-plot-guide" d={`M${mark.x},22 L${mark.guideX},28 L${mark.guideX},${box.bottom}`} />
            <circle className="lmd-plot-mark" cx={mark.x} cy="12" r="9.5" /><text className="lmd-plot-number" x={mark.x} y="16" textAnchor="middle">{mark.number}</text>
          </g>
        ))}
      </svg>
    </div>
  );
}

/** What happened when and why, numbered, with the candidate's weight drawn above where it moved. */
export function Timeline({ rows, plan, id }: { rows: readonly TimelineRow[]; plan: Staircase | undefined; id: string }): React.ReactElement {
  return (
    <div className="lmd-card lmd-timeline">
      {plan !== undefined && <StaircasePlot plan={plan} id={id} />}
      <ol>
        {rows.map((row) => (
          <li key={row.number}><span className="lmd-mark" aria-hidden="true">{row.number}</span><span className="lmd-time">{row.time}</span><span className="lmd-wide">{row.routing !== '' && <><b>{row.routing}</b>{row.reason !== '' && ': '}</>}{row.reason}</span></li>
        ))}
      </ol>
    </div>
  );
}
