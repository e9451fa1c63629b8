import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { Icon } from '../look/Icon';
import { emptyRow, mapOfNameRows, nameProblem, nameRowsOf, type NameRow } from './transforms/nameRows';
import { entryOf, isExpression } from '../values/readValue';
import { LeftAloneOrEmpty } from './LeftAloneOrEmpty';
import { MapRowControl } from './MapRowControl';
import { WithExpression } from './SwitchToExpression';
import { useDraft } from './useDraft';

/** Names and values as rows. Values of a secret map are masked until someone shows them. */
export function MapControl({ form, name }: { form: StageForm; name: string }): React.ReactElement {
  return (
    <React.Fragment>
      <WithExpression form={form} name={name} plain="list">
        <Rows form={form} name={name} />
      </WithExpression>
      <LeftAloneOrEmpty form={form} name={name} empty={{}} />
    </React.Fragment>
  );
}

function Rows({ form, name }: { form: StageForm; name: string }): React.ReactElement {
  const value = entryOf(form.values, name);
  const [rows, setRows] = useDraft(isExpression(value) ? undefined : value, nameRowsOf);
  const addButton = React.useRef<HTMLButtonElement>(null);
  const { meta } = form.spec(name);
  const write = (next: NameRow[]): void => {
    const written = mapOfNameRows(next);
    setRows(next, written);
    form.set({ [name]: written });
  };
  const one = meta.label.replace(/s$/, '').toLowerCase();
  return (
    <div
      className="lst-table"
      role="group"
      aria-labelledby={`${form.idOf(name)}-label`}
      onBlur={() => form.touch(name)}
    >
      {rows.length > 0 && (
        <div className="lst-map-row lst-table-head" aria-hidden="true">
          <span>Name</span>
          <span>Value</span>
          <span />
        </div>
      )}
      {rows.map((row) => (
        <MapRowControl
          key={row.id}
          row={row}
          secret={meta.secret === true}
          problem={nameProblem(rows, row)}
          noun={one}
          change={(changed) => write(rows.map((other) => (other.id === row.id ? changed : other)))}
          remove={() => {
            write(rows.filter((other) => other.id !== row.id));
            addButton.current?.focus();
          }}
        />
      ))}
      <button
        ref={addButton}
        id={form.idOf(name)}
        type="button"
        className="lst-link lst-add"
        onClick={() => setRows([...rows, emptyRow()], value)}
      >
        <Icon name="add" /> Add {one}
      </button>
    </div>
  );
}
