import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { withEntry } from '../values/withEntry';
import { entryOf, textOf } from '../values/readValue';
import { describedBy } from './FieldLabel';
import { Segments } from './Segments';
import { WithExpression } from './SwitchToExpression';

/** One of the contract's suggestions inside a map with a single entry. Leaving it unchanged omits the entry. */
export function NestedChoiceControl({
  form,
  name,
  entry,
}: {
  form: StageForm;
  name: string;
  entry: string;
}): React.ReactElement {
  const value = entryOf(form.values, name);
  const text = textOf(entryOf(value, entry)) ?? '';
  const offered = form.spec(name).meta.suggestions ?? [];
  const odd = text === '' || offered.includes(text) ? [] : [{ value: text, label: text }];
  return (
    <WithExpression form={form} name={name} plain="list">
      <Segments
        id={form.idOf(name)}
        name={name}
        labelledBy={`${form.idOf(name)}-label`}
        describedBy={describedBy(form, name)}
        chosen={text === '' ? undefined : text}
        options={[
          { value: undefined, label: 'Leave unchanged' },
          ...offered.map((word) => ({ value: word, label: word })),
          ...odd,
        ]}
        choose={(chosen) => {
          form.set({ [name]: withEntry(value, entry, chosen) });
          form.touch(name);
        }}
      />
    </WithExpression>
  );
}
