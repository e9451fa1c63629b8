import * as React from 'react';
import { Segments } from '../../fields/Segments';
import { useDraft } from '../../fields/useDraft';
import type { ExpectationEntry } from './expectationEntries';
import { placeholderOf } from '../../fields/transforms/placeholders';

interface ExpectEntryProps {
  id: string;
  entry: ExpectationEntry;
  value: unknown;
  change(value: unknown): void;
  after?: React.ReactNode;
  help?: React.ReactNode;
  lines?: React.ReactNode;
}

/** One condition on the whole response, as a form row. */
export function ExpectEntry({ id, entry, value, change, after, help, lines }: ExpectEntryProps): React.ReactElement {
  const [text, setText] = useDraft(value, entry.show);
  const type = (next: string): void => {
    const written = entry.write(next);
    setText(next, written);
    change(written);
  };
  const { options = [] } = entry;
  const common = {
    id,
    value: text,
    placeholder: placeholderOf(entry.meta),
    spellCheck: false,
    autoComplete: 'off',
  } as const;
  return (
    <div className="lst-row">
      <div className="lst-label">
        {entry.control === 'choice' ? (
          <span id={`${id}-label`}>{entry.meta.label}</span>
        ) : (
          <label htmlFor={id}>{entry.meta.label}</label>
        )}
        {help}
      </div>
      <div className="lst-cell">
        <div className="lst-line">
          {entry.control === 'choice' && (
            <Segments
              id={id}
              name={entry.name}
              labelledBy={`${id}-label`}
              chosen={(options.find(({ value: option }) => option === text) ?? options[0])?.value}
              options={options}
              choose={(chosen) => type(chosen ?? '')}
            />
          )}
          {entry.control === 'area' && (
            <textarea
              {...common}
              className="form-control input-sm lst-input lst-area lst-mono"
              rows={Math.min(8, Math.max(1, text.split('\n').length))}
              onChange={(event) => type(event.target.value)}
            />
          )}
          {entry.control === 'line' && (
            <input
              {...common}
              type="text"
              className="form-control input-sm lst-input lst-mono"
              onChange={(event) => type(event.target.value)}
            />
          )}
          {entry.control === 'number' && (
            <input
              {...common}
              type="text"
              inputMode="numeric"
              className="form-control input-sm lst-input lst-number"
              onChange={(event) => type(event.target.value)}
            />
          )}
          {entry.meta.unit !== undefined && <span className="lst-unit">{entry.meta.unit}</span>}
          {entry.meta.whenAbsent !== undefined && text === '' && entry.control !== 'choice' && (
            <span className="lst-absent">· {entry.meta.whenAbsent}</span>
          )}
          {after !== undefined && <span className="lst-push">{after}</span>}
        </div>
        {lines}
      </div>
    </div>
  );
}
