import * as React from 'react';
import { FieldLines } from '../../../fields/FieldLines';
import { FieldRow } from '../../../fields/FieldRow';
import { JsonControl } from '../../../fields/JsonControl';
import { WithExpression } from '../../../fields/SwitchToExpression';
import type { StageForm } from '../../../form/stageForm';
import { entryOf, isExpression, isGiven } from '../../../values/readValue';

interface ListedFieldProps {
  form: StageForm;
  name: string;
  /** Whether the rows can show the value. */
  fits(value: unknown): boolean;
  below?: React.ReactNode;
  children: React.ReactNode;
}

/**
 * A field with several parts: its rows, or an expression instead, or JSON if the value is anything else, such as JSON
 * text.
 */
export function ListedField({ form, name, fits, below, children }: ListedFieldProps): React.ReactElement {
  const value = entryOf(form.values, name);
  const isOdd = isGiven(value) && !isExpression(value) && !fits(value);
  return (
    <FieldRow
      form={form}
      name={name}
      group={!isOdd}
      below={below}
      lines={
        // Problems inside an entry are in its row.
        <div id={`${form.idOf(name)}-lines`}>
          <FieldLines form={form} name={name} only={({ field }) => isOdd || !field.startsWith(`${name}.`)} />
        </div>
      }
    >
      {isOdd ? (
        <JsonControl form={form} name={name} />
      ) : (
        <WithExpression form={form} name={name} plain="list">
          {children}
        </WithExpression>
      )}
    </FieldRow>
  );
}
