import * as React from 'react';
import { Icon } from '../../look/Icon';
import { useDraft } from '../../fields/useDraft';
import {
  CONDITION_KINDS,
  conditionsOfRows,
  conditionWords,
  type ConditionKind,
  type ConditionRow,
} from './expectationRows';
import { exampleWords } from '../../fields/transforms/placeholders';

interface ConditionRowsProps {
  labelledBy: string;
  value: unknown;
  read(value: unknown): ConditionRow[];
  change(rows: ConditionRow[]): void;
}

const isKind = (text: string): text is ConditionKind => CONDITION_KINDS.some((kind) => kind === text);

/** Conditions on parts of the response, one per row. */
export function ConditionRows({ labelledBy, value, read, change }: ConditionRowsProps): React.ReactElement {
  const [rows, setRows] = useDraft(value, read);
  const write = (next: ConditionRow[]): void => {
    setRows(next, conditionsOfRows(next));
    change(next);
  };
  return (
    <div className="lst-table" role="group" aria-labelledby={labelledBy}>
      {rows.length > 0 && (
        <div className="lst-condition lst-table-head" aria-hidden="true">
          <span>JSON path</span>
          <span>must be</span>
          <span>Value</span>
          <span />
        </div>
      )}
      {rows.map((row, index) => (
        <div className="lst-condition" key={index}>
          {'kept' in row ? (
            <code className="lst-kept">{row.words}</code>
          ) : (
            <ConditionInputs
              row={row}
              number={index + 1}
              change={(next) => write(rows.map((other, at) => (at === index ? next : other)))}
            />
          )}
          <button
            type="button"
            className="lst-icon-button"
            aria-label={`Remove condition ${index + 1}`}
            onClick={() => write(rows.filter((_, at) => at !== index))}
          >
            <Icon name="remove" />
          </button>
        </div>
      ))}
      <button
        type="button"
        className="lst-link lst-add"
        onClick={() => setRows([...rows, { path: '', kind: 'equals', text: '', rest: {} }], value)}
      >
        <Icon name="add" /> Add expectation
      </button>
    </div>
  );
}

type Condition = Exclude<ConditionRow, { kept: unknown }>;

function ConditionInputs({
  row,
  number,
  change,
}: {
  row: Condition;
  number: number;
  change(row: Condition): void;
}): React.ReactElement {
  const input = 'form-control input-sm lst-input';
  return (
    <React.Fragment>
      <input
        type="text"
        className={`${input} lst-mono`}
        value={row.path}
        placeholder={exampleWords('$.statusCode')}
        aria-label={`JSON path of condition ${number}`}
        spellCheck={false}
        onChange={(event) => change({ ...row, path: event.target.value })}
      />
      <select
        className={`${input} lst-select`}
        value={row.kind}
        aria-label={`Kind of condition ${number}`}
        onChange={(event) => {
          if (isKind(event.target.value)) change({ ...row, kind: event.target.value });
        }}
      >
        {CONDITION_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {conditionWords(kind)}
          </option>
        ))}
      </select>
      <input
        type="text"
        className={`${input} lst-mono`}
        value={row.text}
        placeholder={exampleWords('200')}
        aria-label={`Value of condition ${number}`}
        spellCheck={false}
        onChange={(event) => change({ ...row, text: event.target.value })}
      />
    </React.Fragment>
  );
}
