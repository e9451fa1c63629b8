import * as React from 'react';
import { Icon } from '../../look/Icon';
import type { StageForm } from '../stageForm';

/** What the row of an entry can do to it. */
export interface EntryActions {
  change(entry: unknown): void;
  remove(): void;
}

interface EntryTableProps {
  form: StageForm;
  /** The field that holds the list. */
  name: string;
  entries: readonly unknown[];
  /** What one entry is called, such as `alarm`. */
  noun: string;
  /** Most entries; absent: no limit. */
  most?: number;
  /** The entry that a click on the button adds. */
  create(): unknown;
  row(entry: unknown, index: number, actions: EntryActions): React.ReactElement;
}

/** The entries of a list, each a row, with a button that adds one. The focus follows what is added or removed. */
export function EntryTable({ form, name, entries, noun, most, create, row }: EntryTableProps): React.ReactElement {
  const addButton = React.useRef<HTMLButtonElement>(null);
  const added = React.useRef(false);
  React.useEffect(() => {
    if (!added.current) return;
    added.current = false;
    addButton.current?.previousElementSibling?.querySelector<HTMLElement>('input, select')?.focus();
  });
  const write = (next: readonly unknown[]): void => form.set({ [name]: next.length === 0 ? undefined : next });
  const isFull = most !== undefined && entries.length >= most;
  return (
    <div
      className="lst-table"
      role="group"
      aria-labelledby={`${form.idOf(name)}-label`}
      onBlur={() => form.touch(name)}
    >
      {entries.map((entry, index) => (
        <React.Fragment key={index}>
          {row(entry, index, {
            change: (changed) => write(entries.map((other, at) => (at === index ? changed : other))),
            remove: () => {
              write(entries.filter((_, at) => at !== index));
              addButton.current?.focus();
            },
          })}
        </React.Fragment>
      ))}
      <button
        ref={addButton}
        id={form.idOf(name)}
        type="button"
        className="lst-link lst-add"
        disabled={isFull}
        onClick={() => {
          added.current = true;
          write([...entries, create()]);
        }}
      >
        <Icon name="add" /> {isFull ? `At most ${most} ${noun}s` : `Add ${noun}`}
      </button>
    </div>
  );
}
