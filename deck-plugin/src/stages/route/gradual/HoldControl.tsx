import * as React from 'react';
import { useDraft } from '../../../fields/useDraft';
import { isExpression } from '../../../values/readValue';
import { HOLD_UNITS, holdParts, holdValue, type HoldUnit } from '../transforms/gradualRows';

const isUnit = (text: string): text is HoldUnit => text in HOLD_UNITS;

/** How long to hold a weight: a number and its unit, written as seconds. An expression is written unchanged. */
export function HoldControl({
  number,
  value,
  change,
}: {
  number: number;
  value: unknown;
  change(value: number | string | undefined): void;
}): React.ReactElement {
  const [draft, setDraft] = useDraft(value, holdParts);
  const write = (text: string, unit: HoldUnit): void => {
    const written = holdValue(text, unit);
    setDraft({ text, unit }, written);
    change(written);
  };
  return (
    <span className="lst-line">
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        data-part="hold"
        className="form-control input-sm lst-input lst-step-number"
        placeholder="0"
        aria-label={`Hold of step ${number}`}
        value={draft.text}
        title={isExpression(value) ? value : undefined}
        onChange={(event) => write(event.target.value, draft.unit)}
      />
      {isExpression(value) ? (
        <span className="lst-unit">s</span>
      ) : (
        <select
          data-part="unit"
          className="form-control input-sm lst-input lst-step-unit"
          aria-label={`Unit of the hold of step ${number}`}
          value={draft.unit}
          onChange={(event) => {
            if (isUnit(event.target.value)) write(draft.text, event.target.value);
          }}
        >
          {Object.keys(HOLD_UNITS).map((unit) => (
            <option key={unit} value={unit}>
              {unit}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}
