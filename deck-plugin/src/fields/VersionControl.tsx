import * as React from 'react';
import { ROUTE_MACROS } from 'stage-contract';
import type { StageForm } from '../form/stageForm';
import { entryOf, textOf, typedText } from '../values/readValue';
import { versionOptions } from '../words/versionWords';
import { describedBy } from './FieldLabel';
import { WithExpression } from './SwitchToExpression';
import { placeholderOf } from './transforms/placeholders';

interface VersionControlProps {
  form: StageForm;
  name: string;
  numberName: string;
  empty?: string | undefined;
  label?: string | undefined;
}

/** A version by its macro, in plain words. `$PROVIDED` adds a field for the number. A bare number stays as it is. */
export function VersionControl({
  form,
  name,
  numberName,
  empty = 'select a version',
  label,
}: VersionControlProps): React.ReactElement {
  const value = entryOf(form.values, name);
  const text = textOf(value)?.trim() ?? '';
  return (
    <WithExpression form={form} name={name} plain="list">
      <div className="lst-line">
        <select
          id={form.idOf(name)}
          name={name}
          className="form-control input-sm lst-input lst-select lst-grow"
          value={text}
          aria-label={label}
          aria-describedby={describedBy(form, name)}
          onChange={(event) => {
            form.set({ [name]: typedText(event.target.value) });
            form.touch(name);
          }}
          onBlur={() => form.touch(name)}
        >
          <option value="">{empty}</option>
          {versionOptions(ROUTE_MACROS, value).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        {text === '$PROVIDED' && <VersionNumber form={form} name={numberName} />}
      </div>
    </WithExpression>
  );
}

/**
 * The number that goes with `$PROVIDED`. It is kept as text, because version numbers can be too long for a JavaScript
 * number.
 */
export function VersionNumber({ form, name }: { form: StageForm; name: string }): React.ReactElement {
  return (
    <input
      id={form.idOf(name)}
      name={name}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      className="form-control input-sm lst-input lst-number"
      aria-label={form.spec(name).meta.label}
      placeholder={placeholderOf(form.spec(name).meta)}
      aria-describedby={`${form.idOf(name)}-lines`}
      value={textOf(entryOf(form.values, name)) ?? ''}
      onChange={(event) => form.set({ [name]: typedText(event.target.value.trim()) })}
      onBlur={() => form.touch(name)}
    />
  );
}
