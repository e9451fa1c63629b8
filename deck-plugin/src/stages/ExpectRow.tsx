import * as React from 'react';
import { HelpField } from '@spinnaker/core';
import type { Problem } from 'stage-contract';
import type { RowProps } from '../form/stageForm';
import { FieldLines } from '../fields/FieldLines';
import { FieldRow } from '../fields/FieldRow';
import { JsonControl } from '../fields/JsonControl';
import { SwitchToExpression, useExpressionMode } from '../fields/SwitchToExpression';
import { conditionRowsOf, conditionsOfRows, withEntry } from '../transforms/expectationRows';
import { EXPECTATION_ENTRIES } from '../transforms/expectationEntries';
import { helpKey } from '../transforms/helpKeys';
import { entryOf, isExpression, isGiven, isMap } from '../transforms/readValue';
import { ConditionRows } from './ConditionRows';
import { ExpectEntry } from './ExpectEntry';

/** What the answer must be, a row per condition; a value that is no map of conditions is shown as JSON. */
export function ExpectRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'expect');
  const mode = useExpressionMode(form, 'expect');
  if (isGiven(value) && !isMap(value) && !isExpression(value)) return <FieldRow form={form} name="expect"><JsonControl form={form} name="expect" /></FieldRow>;
  const way = <SwitchToExpression form={form} name="expect" mode={mode} plain="list" />;
  if (mode.on) {
    return <FieldRow form={form} name="expect"><div className="lst-line"><div className="lst-grow"><ExpressionInput form={form} /></div>{way}</div></FieldRow>;
  }
  const id = form.idOf('expect');
  const write = (name: string, entry: unknown): void => form.set({ expect: withEntry(value, name, entry) });
  return (
    <div data-field="expect" id={id} role="group" aria-label={form.spec('expect').meta.label} onBlur={() => form.touch('expect')}>
      {EXPECTATION_ENTRIES.map((entry, index) => (
        <ExpectEntry
          key={entry.name} id={`${id}-${entry.name}`} entry={entry} value={entryOf(value, entry.name)} change={(next) => write(entry.name, next)} after={index === 0 ? way : undefined} help={index === 0 ? <HelpField id={helpKey(form.type, 'expect')} fallback={form.spec('expect').meta.help ?? ''} /> : undefined}
          lines={<FieldLines form={form} name="expect" only={isOf(entry.name)} />}
        />
      ))}
      <div className="lst-row">
        <div className="lst-label"><span id={`${id}-paths`}>Places in the answer</span></div>
        <div className="lst-cell">
          <ConditionRows labelledBy={`${id}-paths`} value={entryOf(value, 'jsonPath')} read={conditionRowsOf} change={(rows) => write('jsonPath', conditionsOfRows(rows))} />
          <FieldLines form={form} name="expect" only={(problem) => !EXPECTATION_ENTRIES.some((entry) => isOf(entry.name)(problem))} />
        </div>
      </div>
    </div>
  );
}

/** Whether a problem belongs to one of the conditions on the whole answer. */
const isOf = (entry: string) => (problem: Problem): boolean => problem.field.split('.')[1] === entry;

function ExpressionInput({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'expect');
  return (
    <input
      id={form.idOf('expect')} name="expect" type="text" className="form-control input-sm lst-input lst-mono" autoComplete="off" spellCheck={false} placeholder="${parameters.name}"
      value={typeof value === 'string' ? value : ''} onChange={(event) => form.set({ expect: event.target.value === '' ? undefined : event.target.value })} onBlur={() => form.touch('expect')}
    />
  );
}
