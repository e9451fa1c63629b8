import * as React from 'react';
import { FieldControl } from '../../fields/FieldControl';
import { SuggestedControl } from '../../fields/SuggestedControl';
import { canShow } from '../../fields/transforms/canShow';
import { entryOf } from '../../values/readValue';
import type { RowProps } from '../stageForm';

/** A text field with suggestions, or the raw value if it is not text. */
export function SuggestedField({
  form,
  name,
  suggestions,
}: RowProps & { name: string; suggestions: readonly string[] }): React.ReactElement {
  return canShow(form.spec(name), entryOf(form.values, name)) ? (
    <SuggestedControl form={form} name={name} suggestions={suggestions} />
  ) : (
    <FieldControl form={form} name={name} />
  );
}
