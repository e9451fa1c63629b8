import * as React from 'react';
import { ownEntry } from 'stage-contract';
import type { StageForm } from '../form/stageForm';
import { choiceOptions, choiceValue, choiceWhenAbsent, chosenText } from './transforms/choiceWords';
import { entryOf } from '../values/readValue';
import { describedBy } from './FieldLabel';
import { Segments } from './Segments';
import { WithExpression } from './SwitchToExpression';

/** One of a fixed list of choices, in the contract's words. Below it: what the selected one does. */
export function ChoiceControl({ form, name }: { form: StageForm; name: string }): React.ReactElement {
  const spec = form.spec(name);
  const text = chosenText(spec, entryOf(form.values, name)) ?? '';
  const options = choiceOptions(spec, form.values);
  const chosen = text === '' ? choiceWhenAbsent(spec, form.values) : text;
  const sentence = chosen === undefined ? undefined : ownEntry(spec.meta.choiceHelp, chosen);
  return (
    <React.Fragment>
      <WithExpression form={form} name={name} plain="list">
        <Segments
          id={form.idOf(name)}
          name={name}
          labelledBy={`${form.idOf(name)}-label`}
          describedBy={describedBy(form, name)}
          options={options}
          chosen={chosen}
          choose={(value) => {
            form.set({ [name]: choiceValue(spec, value) });
            form.touch(name);
          }}
        />
      </WithExpression>
      {sentence !== undefined && <div className="lst-hint">{sentence}</div>}
    </React.Fragment>
  );
}
