import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { entryOf, isExpression, textOf, typedText } from '../values/readValue';
import { describedBy } from './FieldLabel';
import { placeholderOf } from './transforms/placeholders';

interface TextControlProps {
  form: StageForm;
  name: string;
  placeholder?: string | undefined;
}

/** One line of text; an expression is typed like any other text. */
export function TextControl({ form, name, placeholder }: TextControlProps): React.ReactElement {
  const value = entryOf(form.values, name);
  return (
    <input
      id={form.idOf(name)}
      name={name}
      type="text"
      autoComplete="off"
      spellCheck={false}
      className={`form-control input-sm lst-input${isExpression(value) ? ' lst-mono' : ''}`}
      placeholder={placeholder ?? placeholderOf(form.spec(name).meta)}
      value={textOf(value) ?? ''}
      aria-describedby={describedBy(form, name)}
      onChange={(event) => form.set({ [name]: typedText(event.target.value) })}
      onBlur={() => form.touch(name)}
    />
  );
}
