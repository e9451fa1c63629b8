import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { entryOf, flagOf } from '../values/readValue';
import { firstSentence } from '../words/phrases';
import { describedBy } from './FieldLabel';
import { WithExpression } from './SwitchToExpression';

/** A checkbox with the first sentence of the help next to it. */
export function FlagControl({ form, name }: { form: StageForm; name: string }): React.ReactElement {
  const { meta } = form.spec(name);
  return (
    <WithExpression form={form} name={name} plain="✓">
      <label className="lst-flag">
        <input
          id={form.idOf(name)}
          name={name}
          type="checkbox"
          checked={flagOf(entryOf(form.values, name)) === true}
          aria-labelledby={`${form.idOf(name)}-label`}
          aria-describedby={describedBy(form, name)}
          onChange={(event) => {
            form.set({ [name]: event.target.checked });
            form.touch(name);
          }}
        />
        <span>{firstSentence(meta.help)}</span>
      </label>
    </WithExpression>
  );
}
