import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { entryOf, isGiven, textOf, typedNumber } from '../values/readValue';
import { describedBy } from './FieldLabel';
import { SwitchToExpression, useExpressionMode } from './SwitchToExpression';
import { EXPRESSION_EXAMPLE, placeholderOf } from './transforms/placeholders';

interface NumberControlProps {
  form: StageForm;
  name: string;
  unit?: string | undefined;
  after?: React.ReactNode;
  labelled?: string | undefined;
}

interface AfterNumberProps {
  unit: string | undefined;
  after: React.ReactNode;
  whenAbsent: string | undefined;
}

/** What follows a number: its unit, then whatever the caller adds, or else what AWS does while the field is empty. */
function AfterNumber({ unit, after, whenAbsent }: AfterNumberProps): React.ReactElement {
  return (
    <>
      {unit !== undefined && <span className="lst-unit">{unit}</span>}
      {after}
      {after === undefined && whenAbsent !== undefined && (
        <span className="lst-absent">
          {unit !== undefined && '· '}
          {whenAbsent}
        </span>
      )}
    </>
  );
}

/** A number with its unit. Numbers and expressions share one element, so that typing `${` does not lose the focus. */
export function NumberControl({ form, name, unit, after, labelled }: NumberControlProps): React.ReactElement {
  const mode = useExpressionMode(form, name);
  const value = entryOf(form.values, name);
  const { meta } = form.spec(name);
  return (
    <div className="lst-line">
      <input
        id={form.idOf(name)}
        name={name}
        type="text"
        inputMode={mode.on ? 'text' : 'numeric'}
        autoComplete="off"
        spellCheck={false}
        className={`form-control input-sm lst-input ${mode.on ? 'lst-mono lst-grow' : 'lst-number'}`}
        placeholder={mode.on ? EXPRESSION_EXAMPLE : placeholderOf(meta)}
        aria-label={labelled}
        value={textOf(value) ?? ''}
        aria-describedby={describedBy(form, name)}
        onChange={(event) => form.set({ [name]: typedNumber(event.target.value) })}
        onBlur={() => form.touch(name)}
      />
      {!mode.on && (
        <AfterNumber unit={unit ?? meta.unit} after={after} whenAbsent={isGiven(value) ? undefined : meta.whenAbsent} />
      )}
      <span className="lst-push">
        <SwitchToExpression form={form} name={name} mode={mode} plain="123" />
      </span>
    </div>
  );
}
