import * as React from 'react';
import type { ChoiceOption } from './transforms/choiceWords';

interface SegmentsProps {
  /** Name of the radio group, unique on the page. */
  id: string;
  name: string;
  labelledBy?: string | undefined;
  label?: string | undefined;
  describedBy?: string | undefined;
  options: readonly ChoiceOption[];
  chosen: string | undefined;
  choose(value: string | undefined): void;
}

/** A few choices next to each other. They are native radio buttons, so arrow keys and screen readers work as usual. */
export function Segments({
  id,
  name,
  labelledBy,
  label,
  describedBy,
  options,
  chosen,
  choose,
}: SegmentsProps): React.ReactElement {
  return (
    <div
      className="lst-segments"
      id={id}
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-label={label}
      aria-describedby={describedBy}
    >
      {options.map((option) => (
        <label
          key={option.value ?? ''}
          className={option.value === chosen ? 'lst-segment lst-segment-on' : 'lst-segment'}
        >
          <input
            type="radio"
            name={`${id}-${name}`}
            data-name={name}
            value={option.value ?? ''}
            checked={option.value === chosen}
            onChange={() => choose(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
