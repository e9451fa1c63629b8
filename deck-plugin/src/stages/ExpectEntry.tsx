import * as React from 'react';
import { Segments } from '../fields/Segments';
import { useDraft } from '../fields/useDraft';
import type { ExpectationEntry } from '../transforms/expectationEntries';

interface ExpectEntryProps { id: string; entry: ExpectationEntry; value: unknown; change(value: unknown): void }

/** One condition on the whole answer. */
export function ExpectEntry({ id, entry, value, change }: ExpectEntryProps): React.ReactElement {
  const [text, setText] = useDraft(value, entry.show);
  const type = (next: string): void => {
    const written = entry.write(next);
    setText(next, written);
    change(written);
  };
  if (entry.control === 'outcome') {
    return (
      <div className="lst-expect-line">
        <span className="lst-expect-label" id={`${id}-label`}>{entry.label}</span>
        <Segments
          id={id} name={entry.name} labelledBy={`${id}-label`} chosen={text === 'true' ? 'true' : 'false'}
          options={[{ value: 'false', label: 'No function error' }, { value: 'true', label: 'A function error' }]} choose={(chosen) => type(chosen ?? '')}
        />
      </div>
    );
  }
  const common = { id, value: text, placeholder: entry.placeholder, spellCheck: false, autoComplete: 'off' } as const;
  return (
    <div className="lst-expect-line">
      <label className="lst-expect-label" htmlFor={id}>{entry.label}</label>
      {entry.control === 'area'
        ? <textarea {...common} className="form-control input-sm lst-input lst-area lst-mono" rows={Math.min(8, Math.max(1, text.split('\n').length))} onChange={(event) => type(event.target.value)} />
        : <input {...common} type="text" className={`form-control input-sm lst-input ${entry.control === 'number' ? 'lst-number' : 'lst-mono'}`} onChange={(event) => type(event.target.value)} />}
      {entry.unit !== undefined && <span className="lst-unit">{entry.unit}</span>}
    </div>
  );
}
