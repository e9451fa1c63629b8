import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { FieldLabel } from './FieldLabel';
import { FieldLines } from './FieldLines';

interface FieldRowProps {
  form: StageForm;
  name: string;
  /** Replaces the contract's label. */
  label?: string | undefined;
  /** The control is a group of inputs, named by the label's ID. */
  group?: boolean | undefined;
  children: React.ReactNode;
  /** Shown below the control, above its problems. */
  below?: React.ReactNode;
  /** Whether to mark an expression; not if `below` explains it better. */
  chip?: boolean | undefined;
  /** Replaces the lines of all its problems. */
  lines?: React.ReactNode;
}

/** One row of the form: label, control, and below it hints and problems. */
export function FieldRow({
  form,
  name,
  label,
  group,
  children,
  below,
  chip,
  lines,
}: FieldRowProps): React.ReactElement {
  return (
    <div className="lst-row" data-field={name}>
      <FieldLabel form={form} name={name} label={label} group={group} />
      <div className="lst-cell">
        {children}
        {below}
        {lines ?? <FieldLines form={form} name={name} label={label} chip={chip} />}
      </div>
    </div>
  );
}
