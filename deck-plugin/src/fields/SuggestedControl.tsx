import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { entryOf, isExpression, textOf, typedText } from '../values/readValue';
import { Combobox } from './Combobox';
import { describedBy } from './FieldLabel';
import { placeholderOf } from './transforms/placeholders';

interface SuggestedControlProps {
  form: StageForm;
  name: string;
  suggestions: readonly string[];
}

/** A text field with suggestions; an expression or any other text works too. */
export function SuggestedControl({ form, name, suggestions }: SuggestedControlProps): React.ReactElement {
  const value = entryOf(form.values, name);
  return (
    <Combobox
      id={form.idOf(name)}
      name={name}
      value={textOf(value) ?? ''}
      suggestions={suggestions}
      mono={isExpression(value)}
      placeholder={placeholderOf(form.spec(name).meta)}
      describedBy={describedBy(form, name)}
      change={(text) => form.set({ [name]: typedText(text) })}
      leave={() => form.touch(name)}
    />
  );
}
