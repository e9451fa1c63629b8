import * as React from 'react';
import { GRADUAL_PRESETS, type GradualPreset, type Problem } from 'stage-contract';
import type { RowProps, StageForm } from '../../../form/stageForm';
import { describedBy, FieldLabel } from '../../../fields/FieldLabel';
import { FieldLines } from '../../../fields/FieldLines';
import { KeptValue } from '../../../fields/KeptValue';
import { WithExpression } from '../../../fields/SwitchToExpression';
import { canShow } from '../../../fields/transforms/canShow';
import { gradualRows, hasUnknownPreset, presetOf, rolloutOf, stepChanges } from '../transforms/gradualRows';
import { presetWords } from '../transforms/presetWords';
import { entryOf, isGiven, textOf } from '../../../values/readValue';
import { GradualSteps } from './GradualSteps';
import { RolloutPlan } from './RolloutPlan';

/** The plan itself says that the steps take too long, and what to do about it. */
const isTooLong = (problem: Problem): boolean => problem.code === 'takesTooLong';

/** One of CodeDeploy's presets, or custom steps. */
export function PresetRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'preset');
  const text = textOf(value)?.trim() ?? '';
  const known = presetOf(form.values);
  const startedFrom = useLeftPreset(form);
  const choose = (preset: string): void => {
    // When you leave a preset, its steps stay as a starting point.
    const { rows } = gradualRows(form.values);
    form.set(
      preset === ''
        ? stepChanges(
            form.values,
            rows.map((row) => row.value),
          )
        : { preset, steps: undefined },
    );
    form.touch('preset');
  };
  return (
    <div className="lst-row" data-field="preset">
      <FieldLabel form={form} name="preset" />
      <div className="lst-cell">
        {!canShow(form.spec('preset'), value) ? (
          <KeptValue form={form} name="preset" />
        ) : (
          <WithExpression form={form} name="preset" plain="list">
            <select
              id={form.idOf('preset')}
              name="preset"
              className="form-control input-sm lst-input lst-select"
              value={known ?? text}
              aria-describedby={describedBy(form, 'preset')}
              onChange={(event) => choose(event.target.value)}
              onBlur={() => form.touch('preset')}
            >
              <option value="">Own steps</option>
              {known === undefined && text !== '' && <option value={text}>{text}</option>}
              {GRADUAL_PRESETS.map((preset) => (
                <option key={preset} value={preset}>
                  {presetWords(preset)}
                </option>
              ))}
            </select>
          </WithExpression>
        )}
        {known !== undefined && (
          <div className="lst-hint">
            CodeDeploy’s <code>{known}</code>
          </div>
        )}
        {startedFrom !== undefined && <div className="lst-hint">Started from {presetWords(startedFrom)}.</div>}
        <FieldLines form={form} name="preset" only={(problem) => !isTooLong(problem)} />
      </div>
    </div>
  );
}

/** The preset that the custom steps were started from, while the form is open. */
function useLeftPreset(form: StageForm): GradualPreset | undefined {
  const preset = presetOf(form.values);
  const stage = textOf(form.values['refId']);
  const seen = React.useRef({ stage, preset });
  if (seen.current.stage !== stage || preset !== undefined) seen.current = { stage, preset };
  return preset === undefined && !isGiven(form.values['preset']) && isGiven(form.values['steps'])
    ? seen.current.preset
    : undefined;
}

/** A stage can't have both a preset and steps; only its author knows which one is meant. */
function KeepOne({ form }: RowProps): React.ReactElement | null {
  if (presetOf(form.values) === undefined || !isGiven(entryOf(form.values, 'steps'))) return null;
  return (
    <div className="lst-hint">
      The table shows the preset.
      <button type="button" className="lst-link" onClick={() => form.set({ steps: undefined })}>
        Keep the preset
      </button>
      {' · '}
      <button type="button" className="lst-link" onClick={() => form.set({ preset: undefined })}>
        Keep the steps
      </button>
    </div>
  );
}

/** The steps of the rollout, and what they add up to over time. */
export function StepsRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'steps');
  return (
    <React.Fragment>
      <div className="lst-row" data-field="steps">
        <FieldLabel form={form} name="steps" group />
        <div className="lst-cell">
          {hasUnknownPreset(form.values) ? (
            <div id={form.idOf('steps')} className="lst-hint">
              The steps come from the preset.
            </div>
          ) : !canShow(form.spec('steps'), value) ? (
            <KeptValue form={form} name="steps" />
          ) : (
            <WithExpression form={form} name="steps" plain="list">
              <GradualSteps form={form} />
            </WithExpression>
          )}
          <FieldLines form={form} name="steps" only={(problem) => !isTooLong(problem) && problem.field === 'steps'} />
          <KeepOne form={form} />
        </div>
      </div>
      <div className="lst-row">
        <div className="lst-label">
          <span>Plan</span>
        </div>
        <div className="lst-cell">
          <RolloutPlan form={form} rollout={rolloutOf(form.values)} />
        </div>
      </div>
    </React.Fragment>
  );
}
