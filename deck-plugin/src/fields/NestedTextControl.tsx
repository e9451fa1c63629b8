import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { entryOf, isExpression, textOf } from '../values/readValue';
import { withEntry } from '../values/withEntry';
import { describedBy } from './FieldLabel';
import { Segments } from './Segments';
import { WithExpression } from './SwitchToExpression';
import { placeholderOf } from './transforms/placeholders';

interface NestedTextControlProps {
  form: StageForm;
  name: string;
  entry: string;
  words: { set: string; empty: string };
}

/** Text inside a map with a single entry: empty text removes the setting, an absent entry leaves it unchanged. */
export function NestedTextControl({ form, name, entry, words }: NestedTextControlProps): React.ReactElement {
  const value = entryOf(form.values, name);
  const inner = entryOf(value, entry);
  const [wanted, setWanted] = React.useState(false);
  const way =
    isExpression(value) || (textOf(inner) ?? 'odd') !== '' || wanted ? 'set' : inner === '' ? 'empty' : undefined;
  const write = (next: string | undefined): void => form.set({ [name]: withEntry(value, entry, next) });
  return (
    <WithExpression form={form} name={name} plain="text">
      <Segments
        id={`${form.idOf(name)}-way`}
        name={name}
        label={`What happens to ${form.spec(name).meta.label}`}
        chosen={way}
        options={[
          { value: undefined, label: 'Leave unchanged' },
          { value: 'set', label: words.set },
          { value: 'empty', label: words.empty },
        ]}
        choose={(next) => {
          setWanted(next === 'set');
          if (next !== 'set') write(next === 'empty' ? '' : undefined);
        }}
      />
      {way === 'set' && (
        <input
          id={form.idOf(name)}
          name={name}
          type="text"
          autoComplete="off"
          spellCheck={false}
          className="form-control input-sm lst-input lst-below"
          placeholder={placeholderOf(form.spec(name).meta)}
          value={textOf(inner) ?? ''}
          aria-describedby={describedBy(form, name)}
          aria-labelledby={`${form.idOf(name)}-label`}
          onChange={(event) => {
            setWanted(true);
            write(event.target.value === '' ? undefined : event.target.value);
          }}
          onBlur={() => form.touch(name)}
        />
      )}
    </WithExpression>
  );
}
