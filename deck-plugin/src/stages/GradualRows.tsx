import * as React from 'react';
import { GRADUAL_PRESETS, type Problem } from 'stage-contract';
import type { RowProps } from '../form/stageForm';
import { describedBy, FieldLabel } from '../fields/FieldLabel';
import { FieldLines } from '../fields/FieldLines';
import { KeptValue } from '../fields/KeptValue';
import { WithExpression } from '../fields/SwitchToExpression';
import { canShow } from '../transforms/canShow';
import { gradualRows, rolloutOf, stepChanges } from '../transforms/gradualRows';
import { entryOf, isExpression, isGiven, textOf } from '../transforms/readValue';
import { GradualSteps } from './GradualSteps';
import { RolloutPlan } from './RolloutPlan';

/** The plan says by itself, with its remedy, that the steps take too long. */
const isTooLong = (problem: Problem): boolean => /set the stage timeout/.test(problem.message);

/** One of CodeDeploy's names, or steps of one's own. */
export function PresetRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'preset');
  const text = textOf(value)?.trim() ?? '';
  const isKnown = GRADUAL_PRESETS.some((preset) => preset === text);
  const choose = (preset: string): void => {
    // The steps of the preset stay when it is left, as somewhere to begin.
    const { rows } = gradualRows(form.values);
    form.set(preset === '' ? stepChanges(form.values, rows.map((row) => row.value)) : { preset, steps: undefined });
    form.touch('preset');
  };
  return (
    <div className="lst-row" data-field="preset">
      <FieldLabel form={form} name="preset" />
      <div className="lst-cell">
        {!canShow(form.spec('preset'), value) ? <KeptValue form={form} name="preset" /> : (
          <WithExpression form={form} name="preset" plain="list">
            <select id={form.idOf('preset')} name="preset" className="form-control input-sm lst-input lst-select" value={text} aria-describedby={describedBy(form, 'preset')} onChange={(event) => choose(event.target.value)} onBlur={() => form.touch('preset')}>
              <option value="">Custom</option>
              {!isKnown && text !== '' && <option value={text}>{text}</option>}
              {GRADUAL_PRESETS.map((preset) => <option key={preset} value={preset}>{preset}</option>)}
            </select>
          </WithExpression>
        )}
        <FieldLines form={form} name="preset" only={(problem) => !isTooLong(problem)} />
      </div>
    </div>
  );
}

/** The steps of the rollout, and what they come to over time. */
export function StepsRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'steps');
  const isPresetOpen = isExpression(entryOf(form.values, 'preset'));
  return (
    <React.Fragment>
      <div className="lst-row" data-field="steps">
        <FieldLabel form={form} name="steps" group />
        <div className="lst-cell">
          {isPresetOpen && !isGiven(value) ? <div id={form.idOf('steps')} className="lst-hint">The steps come from the preset.</div> : !canShow(form.spec('steps'), value) ? <KeptValue form={form} name="steps" /> : (
            <WithExpression form={form} name="steps" plain="list"><GradualSteps form={form} /></WithExpression>
          )}
          <FieldLines form={form} name="steps" only={(problem) => !isTooLong(problem) && problem.field === 'steps'} />
        </div>
      </div>
      <div className="lst-row">
        <div className="lst-label"><span>Plan</span></div>
        <div className="lst-cell"><RolloutPlan form={form} rollout={rolloutOf(form.values)} /></div>
      </div>
    </React.Fragment>
  );
}
