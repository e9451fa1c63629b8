import * as React from 'react';
import { Icon } from '../look/Icon';
import type { NameRow } from './transforms/nameRows';
import { isExpression, shortJson } from '../values/readValue';

interface MapRowControlProps {
  row: NameRow;
  secret: boolean;
  noun: string;
  problem: string | undefined;
  change(row: NameRow): void;
  remove(): void;
}

/** One name with its value. */
export function MapRowControl({ row, secret, noun, problem, change, remove }: MapRowControlProps): React.ReactElement {
  const [revealed, setRevealed] = React.useState(row.name === '');
  const masked = secret && !revealed && !isExpression(row.text);
  const what = row.name === '' ? `new ${noun}` : row.name;
  return (
    <div className="lst-map-row">
      <input
        type="text"
        className="form-control input-sm lst-input lst-mono"
        value={row.name}
        placeholder="name"
        aria-label={`Name of ${what}`}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change({ ...row, name: event.target.value })}
      />
      {row.text === undefined ? (
        <code className="lst-kept">{secret ? '(hidden)' : shortJson(row.value, 40)}</code>
      ) : (
        <input
          type={masked ? 'password' : 'text'}
          className="form-control input-sm lst-input lst-mono"
          value={row.text}
          placeholder="value"
          aria-label={`Value of ${what}`}
          autoComplete={secret ? 'new-password' : 'off'}
          spellCheck={false}
          onChange={(event) => change({ ...row, text: event.target.value, value: event.target.value })}
        />
      )}
      <span className="lst-row-buttons">
        {secret && (
          <button
            type="button"
            className="lst-icon-button"
            aria-pressed={revealed}
            aria-label={`${revealed ? 'Hide' : 'Show'} value of ${what}`}
            onClick={() => setRevealed(!revealed)}
          >
            <Icon name="eye" className={revealed ? 'lst-on' : ''} />
          </button>
        )}
        <button type="button" className="lst-icon-button" aria-label={`Remove ${what}`} onClick={remove}>
          <Icon name="remove" />
        </button>
      </span>
      {problem !== undefined && (
        <div className="lst-error lst-row-problem" role="alert">
          <Icon name="error" /> {row.name} {problem}.
        </div>
      )}
    </div>
  );
}
