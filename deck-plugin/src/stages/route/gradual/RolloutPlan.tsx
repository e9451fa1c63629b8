import * as React from 'react';
import { durationWords, gradualTimeShortage, type GradualFields } from 'stage-contract';
import { useWidth } from '../../../look/useWidth';
import type { StageForm } from '../../../form/stageForm';
import { Icon } from '../../../look/Icon';
import { stepChanges, type Rollout } from '../transforms/gradualRows';
import {
  drawRollout,
  nearLimits,
  stageLimits,
  type PlotBox,
  type PlotLabel,
  type RolloutDrawing,
} from '../transforms/rolloutDrawing';
import { longestWords, plannedSentence, totalWords } from '../transforms/rolloutWords';
import { scaledSteps } from '../transforms/scaledSteps';

/** The width to draw for until the box is measured. */
const ASSUMED_WIDTH = 620;
const PLOT_HEIGHT = 116;
const TOP = 30;
/**
 * More room above the plot if the stage's limits are near: for their labels, and below them the label of the highest
 * weight.
 */
const LIMITS_HEIGHT = 32;
const LINE_HEIGHT = 18;
const LEVELS = [0, 25, 50, 75, 100] as const;

/** The planned weights over time, what they add up to, and what to do if that is too long. */
export function RolloutPlan({ form, rollout }: { form: StageForm; rollout: Rollout }): React.ReactElement {
  if (!rollout.known) {
    return (
      <React.Fragment>
        <div className="lst-plan lst-hatched" role="img" aria-label={rollout.words} />
        <div className="lst-hint">{rollout.words}</div>
      </React.Fragment>
    );
  }
  const { fields } = rollout;
  return (
    <React.Fragment>
      <PlanDrawing form={form} fields={fields} />
      <TotalLine form={form} fields={fields} />
      <Shortage form={form} fields={fields} />
    </React.Fragment>
  );
}

function PlanDrawing({ form, fields }: { form: StageForm; fields: GradualFields }): React.ReactElement {
  const [ref, measured] = useWidth<HTMLDivElement>();
  const width = measured ?? ASSUMED_WIDTH;
  const top = TOP + (nearLimits(fields, form.values) === undefined ? 0 : LIMITS_HEIGHT);
  const box = { left: 52, right: width - 22, top, bottom: top + PLOT_HEIGHT };
  const height = box.bottom + 24;
  const drawing = drawRollout(fields, form.values, box);
  const stripes = `${form.idOf('steps')}-stripes`;
  return (
    <div ref={ref} className="lst-plan">
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={plannedSentence(fields, form.values)}
        focusable="false"
      >
        <defs>
          <pattern id={stripes} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="2" x2="2" y1="0" y2="7" className="lst-plan-stripe" />
          </pattern>
        </defs>
        {LEVELS.map((percent) => {
          const y = box.bottom - (percent / 100) * (box.bottom - box.top);
          return (
            <g key={percent}>
              <line className="lst-plan-grid" x1={box.left} x2={box.right} y1={y} y2={y} />
              <text className="lst-plan-text" x={box.left - 8} y={y + 4} textAnchor="end">{`${percent}%`}</text>
            </g>
          );
        })}
        {drawing.ticks.map((tick) => (
          <text key={tick.x} className="lst-plan-text" x={tick.x} y={height - 8} textAnchor="middle">
            {tick.text}
          </text>
        ))}
        {drawing.limits !== undefined && (
          <rect
            className="lst-plan-reserve"
            x={drawing.limits.deadlineX}
            width={drawing.limits.orcaX - drawing.limits.deadlineX}
            y={box.top}
            height={PLOT_HEIGHT}
          />
        )}
        {drawing.bake !== undefined && (
          <rect
            className="lst-plan-bake"
            x={drawing.bake.from}
            width={drawing.bake.to - drawing.bake.from}
            y={box.top}
            height={PLOT_HEIGHT}
          />
        )}
        <path d={drawing.area} fill={`url(#${stripes})`} />
        <path className="lst-plan-line" d={drawing.line} />
        {drawing.longest !== undefined && <path className="lst-plan-longest" d={drawing.longest} />}
        {drawing.bake?.text !== undefined && (
          <text
            className="lst-plan-level"
            x={(drawing.bake.from + drawing.bake.to) / 2}
            y={box.bottom - PLOT_HEIGHT / 2}
            textAnchor="middle"
          >
            {drawing.bake.text}
          </text>
        )}
        {drawing.limits !== undefined && <Limits limits={drawing.limits} box={box} />}
        {drawing.levels.map((level) => (
          <text key={level.x} className="lst-plan-level" x={level.x} y={level.y} textAnchor="middle">
            {level.text}
          </text>
        ))}
        {drawing.checks.map((check, index) => (
          <g key={index}>
            <path className="lst-plan-guide" d={`M${check.x},20 V${box.bottom}`} />
            <path className="lst-plan-check" d={`M${check.x},8 l6,6 l-6,6 l-6,-6 Z`} />
            {check.isNamed && (
              <text className="lst-plan-text" x={check.x + 10} y={18}>
                health check
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

/**
 * The deadline, the time reserved for a revert, and when Orca gives up. Orca's label goes above the deadline's if both
 * end at the same place.
 */
function Limits({ limits, box }: { limits: NonNullable<RolloutDrawing['limits']>; box: PlotBox }): React.ReactElement {
  const text = (label: PlotLabel, className: string, line: number): React.ReactElement => (
    <text
      className={className}
      x={label.x}
      y={box.top - 22 - line * LINE_HEIGHT}
      textAnchor={label.isEnd ? 'end' : 'start'}
    >
      {label.text}
    </text>
  );
  const orcaTop = box.top - 34 - (limits.orca.isEnd ? LINE_HEIGHT : 0);
  return (
    <g>
      <path className="lst-plan-deadline" d={`M${limits.deadlineX},${box.top - 34} V${box.bottom}`} />
      <path className="lst-plan-orca" d={`M${limits.orcaX},${orcaTop} V${box.bottom}`} />
      {limits.deadline !== undefined && text(limits.deadline, 'lst-plan-late', 0)}
      {text(limits.orca, 'lst-plan-end', limits.orca.isEnd ? 1 : 0)}
    </g>
  );
}

function TotalLine({ form, fields }: { form: StageForm; fields: GradualFields }): React.ReactElement {
  const { total, parts } = totalWords(fields);
  const limits = stageLimits(form.values);
  const longest = longestWords(fields, form.values);
  return (
    <div className="lst-hint">
      <strong>{total}</strong> {parts}
      {longest !== undefined && ` ${longest}`}
      {limits !== undefined &&
        ` The deadline is at ${durationWords(limits.deadlineSeconds)}; Orca gives up at ${durationWords(limits.orcaSeconds)}.`}
    </div>
  );
}

/** Orca gives up on a stage after its timeout, and a revert must finish before that. */
function Shortage({ form, fields }: { form: StageForm; fields: GradualFields }): React.ReactElement | null {
  const shortage = gradualTimeShortage(fields, form.values);
  if (shortage === undefined) return null;
  const { neededSeconds, deadlineSeconds, timeoutMs, neededTimeoutMs } = shortage;
  const needed = durationWords(neededTimeoutMs / 1000);
  const scaled = scaledSteps(fields, form.values);
  return (
    <div className="lst-odd lst-shortage" role="alert">
      <Icon name="warning" />
      <div>
        <strong>Warning: {durationWords(neededSeconds - deadlineSeconds)} longer than the deadline.</strong> Orca allows
        the stage {durationWords(timeoutMs / 1000)}, of which {durationWords(timeoutMs / 1000 - deadlineSeconds)} are
        reserved for a revert. Set the stage timeout under Execution Options to at least {needed}, or shorten a hold.
        <div>
          <button
            type="button"
            className="lst-link"
            onClick={() => form.set({ overrideTimeout: true, stageTimeoutMs: neededTimeoutMs })}
          >
            Set timeout to {needed}
          </button>
          {scaled !== undefined && (
            <React.Fragment>
              {' '}
              ·{' '}
              <button type="button" className="lst-link" onClick={() => form.set(stepChanges(form.values, scaled))}>
                Scale holds to fit
              </button>
            </React.Fragment>
          )}
        </div>
      </div>
    </div>
  );
}
