import * as React from 'react';
import { FieldControl } from '../../fields/FieldControl';
import { SuggestedControl } from '../../fields/SuggestedControl';
import { canShow } from '../../fields/transforms/canShow';
import { entryOf } from '../../values/readValue';
import type { RowProps } from '../stageForm';

/** A suggested text, or the value as it is where it is no text. */
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
