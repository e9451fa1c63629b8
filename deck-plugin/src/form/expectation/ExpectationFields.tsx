import * as React from 'react';
import { expectationSchema, partMetaOf, type Problem } from 'stage-contract';
import type { StageForm } from '../stageForm';
import { FieldLines } from '../../fields/FieldLines';
import { EXPECTATION_ENTRIES } from './expectationEntries';
import { withEntry } from '../../values/withEntry';
import { conditionRowsOf, conditionsOfRows } from './expectationRows';
import { entryOf, isGiven } from '../../values/readValue';
import { ConditionRows } from './ConditionRows';
import { ExpectEntry } from './ExpectEntry';

interface ExpectationFieldsProps {
  form: StageForm;
  /**
   * The stage's field that contains the expectation, and the path of the expectation inside it, as problems name it.
   */
  name: string;
  path: string;
  /** The path that its problems don't have to repeat; defaults to the field's name. */
  within?: string | undefined;
  value: unknown;
  change(value: Record<string, unknown> | undefined): void;
  /** Content for the right end of the first row and next to its label. */
  after?: React.ReactNode;
  help?: React.ReactNode;
  /** Rows that take the place of conditions that are not given, by their names. */
  instead?: Readonly<Record<string, React.ReactNode>> | undefined;
}

/** What a response must be: one row per condition on the whole response, and a table for conditions on parts of it. */
export function ExpectationFields({
  form,
  name,
  path,
  within,
  value,
  change,
  after,
  help,
  instead = {},
}: ExpectationFieldsProps): React.ReactElement {
  const id = form.idOf(path);
  const isOf =
    (entry: string) =>
    (problem: Problem): boolean =>
      problem.field === `${path}.${entry}` || problem.field.startsWith(`${path}.${entry}.`);
  const isRest = (problem: Problem): boolean =>
    (problem.field === path || problem.field.startsWith(`${path}.`)) &&
    !EXPECTATION_ENTRIES.some((entry) => isOf(entry.name)(problem));
  return (
    <React.Fragment>
      {EXPECTATION_ENTRIES.map((entry, index) => (
        <React.Fragment key={entry.name}>
          {instead[entry.name]}
          {(instead[entry.name] === undefined || isGiven(entryOf(value, entry.name))) && (
            <ExpectEntry
              id={`${id}-${entry.name}`}
              entry={entry}
              value={entryOf(value, entry.name)}
              change={(next) => change(withEntry(value, entry.name, next))}
              after={index === 0 ? after : undefined}
              help={index === 0 ? help : undefined}
              lines={<FieldLines form={form} name={name} within={within} only={isOf(entry.name)} chip={false} />}
            />
          )}
        </React.Fragment>
      ))}
      <div className="lst-row">
        <div className="lst-label">
          <span id={`${id}-paths`}>{partMetaOf(expectationSchema, 'jsonPath').label}</span>
        </div>
        <div className="lst-cell">
          <ConditionRows
            labelledBy={`${id}-paths`}
            value={entryOf(value, 'jsonPath')}
            read={conditionRowsOf}
            change={(rows) => change(withEntry(value, 'jsonPath', conditionsOfRows(rows)))}
          />
          <FieldLines form={form} name={name} within={within} only={isRest} chip={false} />
        </div>
      </div>
    </React.Fragment>
  );
}
