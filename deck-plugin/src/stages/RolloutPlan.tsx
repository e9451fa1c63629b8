import * as React from 'react';
import { deadlineAfter, durationWords, gradualTimeShortage, holdSecondsOf, plannedWeights, stageTimeoutIn, type GradualFields } from 'stage-contract';
import { useWidth } from '../details/parts/useWidth';
import type { StageForm } from '../form/stageForm';
import { Icon } from '../look/Icon';
import { plannedSentence, type Rollout } from '../transforms/gradualRows';
import { drawRollout, pauseSecondsOf } from '../transforms/rolloutDrawing';

/** Width that is drawn for until the box is measured. */
const ASSUMED_WIDTH = 620;
const HEIGHT = 170;
const LEVELS = [0, 25, 50, 75, 100] as const;

/** The planned weights over time, what they come to, and what to do where that is too long. */
export function RolloutPlan({ form, rollout }: { form: StageForm; rollout: Rollout }): React.ReactElement {
  if (!rollout.known) {
    return <React.Fragment><div className="lst-plan lst-hatched" role="img" aria-label={rollout.words} /><div className="lst-hint">{rollout.words}</div></React.Fragment>;
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
  const box = { left: 52, right: width - 16, top: 30, bottom: HEIGHT - 24 };
  const drawing = drawRollout(fields, form.values, box);
  const stripes = `${form.idOf('steps')}-stripes`;
  return (
    <div ref={ref} className="lst-plan">
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={plannedSentence(plannedWeights(fields))} focusable="false">
        <defs><pattern id={stripes} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="2" x2="2" y1="0" y2="7" className="lst-plan-stripe" /></pattern></defs>
        {LEVELS.map((percent) => {
          const y = box.bottom - (percent / 100) * (box.bottom - box.top);
          return <g key={percent}><line className="lst-plan-grid" x1={box.left} x2={box.right} y1={y} y2={y} /><text className="lst-plan-text" x={box.left - 8} y={y + 4} textAnchor="end">{`${percent} %`}</text></g>;
        })}
        {drawing.ticks.map((tick) => <text key={tick.x} className="lst-plan-text" x={tick.x} y={HEIGHT - 8} textAnchor="middle">{tick.text}</text>)}
        <path d={drawing.area} fill={`url(#${stripes})`} />
        <path className="lst-plan-line" d={drawing.line} />
        {drawing.levels.map((level) => <text key={level.x} className="lst-plan-level" x={level.x} y={level.y} textAnchor="middle">{level.text}</text>)}
        {drawing.checks.map((check, index) => <g key={index}><path className="lst-plan-guide" d={`M${check.x},20 V${box.bottom}`} /><path className="lst-plan-check" d={`M${check.x},8 l6,6 l-6,6 l-6,-6 Z`} /></g>)}
        {drawing.deadlineX !== undefined && <g><path className="lst-plan-deadline" d={`M${drawing.deadlineX},${box.top - 8} V${box.bottom}`} /><text className="lst-plan-late" x={drawing.deadlineX - 4} y={box.top - 10} textAnchor="end">deadline</text></g>}
      </svg>
    </div>
  );
}

function TotalLine({ form, fields }: { form: StageForm; fields: GradualFields }): React.ReactElement {
  const pauses = pauseSecondsOf(fields);
  const timeoutMs = stageTimeoutIn(form.values);
  return (
    <div className="lst-hint">
      <strong>{durationWords(holdSecondsOf(fields))} in all</strong>: holds only{pauses > 0 && `; checks that are tried again take up to ${durationWords(pauses)} more`}.
      {timeoutMs !== undefined && ` The deadline is after ${durationWords(deadlineAfter(timeoutMs) / 1000)}.`}
    </div>
  );
}

/** Orca gives a stage up after its timeout, and before that a revert must have ended. */
function Shortage({ form, fields }: { form: StageForm; fields: GradualFields }): React.ReactElement | null {
  const shortage = gradualTimeShortage(fields, form.values);
  if (shortage === undefined) return null;
  const { neededSeconds, deadlineSeconds, timeoutMs, neededTimeoutMs } = shortage;
  const needed = durationWords(neededTimeoutMs / 1000);
  return (
    <div className="lst-odd lst-shortage" role="alert">
      <Icon name="warning" />
      <div>
        <strong>{durationWords(neededSeconds - deadlineSeconds)} longer than the deadline.</strong> Orca gives the stage {durationWords(timeoutMs / 1000)}; {durationWords(timeoutMs / 1000 - deadlineSeconds)} of it are kept for a revert. Set the stage timeout under Execution Options to at least {needed}, or shorten a hold.
        <div><button type="button" className="lst-link" onClick={() => form.set({ overrideTimeout: true, stageTimeoutMs: neededTimeoutMs })}>Set timeout to {needed}</button></div>
      </div>
    </div>
  );
}
