import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { FieldControl } from './FieldControl';
import { FieldLabel } from './FieldLabel';
import { FieldLines } from './FieldLines';

interface PairRowProps {
  form: StageForm;
  names: readonly [string, string];
  controls?: readonly [React.ReactNode, React.ReactNode];
}

/** Two short fields that belong together, next to each other. */
export function PairRow({ form, names, controls }: PairRowProps): React.ReactElement {
  const [first, second] = names;
  return (
    <div className="lst-row" data-field={first}>
      <FieldLabel form={form} name={first} />
      <div className="lst-cell lst-pair">
        <div className="lst-pair-part">
          {controls?.[0] ?? <FieldControl form={form} name={first} />}
          <FieldLines form={form} name={first} />
        </div>
        <div className="lst-pair-second" data-field={second}>
          <FieldLabel form={form} name={second} inline />
          <div className="lst-pair-part">
            {controls?.[1] ?? <FieldControl form={form} name={second} />}
            <FieldLines form={form} name={second} />
          </div>
        </div>
      </div>
    </div>
  );
}
