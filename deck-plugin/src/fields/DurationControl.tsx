import * as React from 'react';
import { isExpression } from '../values/readValue';
import { DURATION_UNITS, durationParts, durationValue, type DurationUnit } from './transforms/durations';
import { EXPRESSION_EXAMPLE } from './transforms/placeholders';
import { useDraft } from './useDraft';

const isUnit = (text: string): text is DurationUnit => text in DURATION_UNITS;

interface DurationControlProps {
  value: unknown;
  change(value: number | string | undefined): void;
  /** The label of the number and of its unit; the number needs none if a label is bound to its ID. */
  label?: string | undefined;
  unitLabel: string;
  id?: string | undefined;
  name?: string | undefined;
  describedBy?: string | undefined;
  /** The control takes an expression, even if none was typed yet. */
  expression?: boolean | undefined;
  onBlur?(): void;
}

/** How long something takes: a number and its unit, written as seconds. An expression is written unchanged. */
export function DurationControl(props: DurationControlProps): React.ReactElement {
  const { value, change, label, unitLabel, id, name, describedBy, expression = false, onBlur } = props;
  const [draft, setDraft] = useDraft(value, durationParts);
  const takesText = expression || isExpression(value);
  const write = (text: string, unit: DurationUnit): void => {
    const written = durationValue(text, unit);
    setDraft({ text, unit }, written);
    change(written);
  };
  return (
    <span className={takesText ? 'lst-line lst-grow' : 'lst-line'}>
      <input
        id={id}
        name={name}
        type="text"
        inputMode={takesText ? 'text' : 'numeric'}
        autoComplete="off"
        spellCheck={false}
        data-part="hold"
        className={`form-control input-sm lst-input lst-step-number${takesText ? ' lst-mono' : ''}`}
        placeholder={takesText ? EXPRESSION_EXAMPLE : undefined}
        aria-label={label}
        aria-describedby={describedBy}
        value={draft.text}
        title={isExpression(value) ? value : undefined}
        onChange={(event) => write(event.target.value, draft.unit)}
        onBlur={onBlur}
      />
      {takesText ? (
        <span className="lst-unit">s</span>
      ) : (
        <select
          data-part="unit"
          className="form-control input-sm lst-input lst-step-unit"
          aria-label={unitLabel}
          value={draft.unit}
          onChange={(event) => {
            if (isUnit(event.target.value)) write(draft.text, event.target.value);
          }}
        >
          {Object.keys(DURATION_UNITS).map((unit) => (
            <option key={unit} value={unit}>
              {unit}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}
