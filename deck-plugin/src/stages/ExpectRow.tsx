import * as React from 'react';
import type { RowProps } from '../form/stageForm';
import { JsonControl } from '../fields/JsonControl';
import { FieldRow } from '../fields/FieldRow';
import { WithExpression } from '../fields/SwitchToExpression';
import { conditionRowsOf, conditionsOfRows, withEntry } from '../transforms/expectationRows';
import { EXPECTATION_ENTRIES, type ExpectationEntry } from '../transforms/expectationEntries';
import { entryOf, isExpression, isGiven, isMap } from '../transforms/readValue';
import { ConditionRows } from './ConditionRows';
import { ExpectEntry } from './ExpectEntry';

/** What the answer must be, one line per condition; a value that is no map of conditions is shown as JSON. */
export function ExpectRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'expect');
  if (isGiven(value) && !isMap(value) && !isExpression(value)) return <FieldRow form={form} name="expect"><JsonControl form={form} name="expect" /></FieldRow>;
  const write = (name: string, entry: unknown): void => form.set({ expect: withEntry(value, name, entry) });
  return (
    <FieldRow form={form} name="expect" group>
      <WithExpression form={form} name="expect" plain="list">
        <div className="lst-expect" role="group" aria-labelledby={`${form.idOf('expect')}-label`} onBlur={() => form.touch('expect')}>
          {EXPECTATION_ENTRIES.map((entry: ExpectationEntry) => (
            <ExpectEntry key={entry.name} id={`${form.idOf('expect')}-${entry.name}`} entry={entry} value={entryOf(value, entry.name)} change={(next) => write(entry.name, next)} />
          ))}
          <ConditionRows value={entryOf(value, 'jsonPath')} read={conditionRowsOf} change={(rows) => write('jsonPath', conditionsOfRows(rows))} />
        </div>
      </WithExpression>
    </FieldRow>
  );
}
