import * as React from 'react';
import { HelpField } from '@spinnaker/core';
import type { StageForm } from '../form/stageForm';
import { helpKey } from './transforms/helpKeys';

interface FieldLabelProps {
  form: StageForm;
  name: string;
  label?: string | undefined;
  group?: boolean | undefined;
  inline?: boolean | undefined;
}

/** A field's label from the contract, bound to its control, with its help in a bubble and for screen readers. */
export function FieldLabel({ form, name, label, group = false, inline = false }: FieldLabelProps): React.ReactElement {
  const { meta } = form.spec(name);
  const id = form.idOf(name);
  const words = label ?? meta.label;
  return (
    <div className={inline ? 'lst-label lst-label-inline' : 'lst-label'}>
      {group ? (
        <span id={`${id}-label`}>{words}</span>
      ) : (
        <label id={`${id}-label`} htmlFor={id}>
          {words}
        </label>
      )}
      {meta.help !== undefined && <HelpField id={helpKey(form.type, name)} fallback={meta.help} />}
      {meta.help !== undefined && (
        <span id={`${id}-help`} className="lst-hidden">
          {meta.help}
        </span>
      )}
    </div>
  );
}

/** IDs of the texts that describe a field's control: its help, and the lines below it. */
export const describedBy = (form: StageForm, name: string): string =>
  `${form.spec(name).meta.help === undefined ? '' : `${form.idOf(name)}-help `}${form.idOf(name)}-lines`;
