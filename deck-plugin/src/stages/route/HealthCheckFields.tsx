import * as React from 'react';
import type { Problem } from 'stage-contract';
import type { StageForm } from '../../form/stageForm';
import { FieldLines } from '../../fields/FieldLines';
import { withEntry } from '../../values/withEntry';
import { HEALTH_CHECK_ENTRIES, healthCheckEntries } from './transforms/healthCheckEntries';
import { entryOf, isGiven } from '../../values/readValue';
import { ExpectationFields } from '../../form/expectation/ExpectationFields';
import { ExpectEntry } from '../../form/expectation/ExpectEntry';

interface HealthCheckFieldsProps {
  form: StageForm;
  /** The stage's field that contains the check, and the path of the check inside it, as problems name it. */
  name: string;
  path: string;
  label: string;
  value: unknown;
  change(value: Record<string, unknown>): void;
  /** Content next to the first label. */
  help?: React.ReactNode;
  /** Rows that take the place of entries, by their names: the stage gives these in Spinnaker's own way. */
  instead?: Readonly<Record<string, React.ReactNode>> | undefined;
}

/** How to call the candidate and what its response must be, as form rows. */
export function HealthCheckFields({
  form,
  name,
  path,
  label,
  value,
  change,
  help,
  instead = {},
}: HealthCheckFieldsProps): React.ReactElement {
  // A health check that uses only defaults is a health check too, so an empty map stays.
  const write = (entry: string, next: unknown): void => change(withEntry(value, entry, next) ?? {});
  const isOf =
    (entry: string) =>
    (problem: Problem): boolean =>
      problem.field === `${path}.${entry}` || problem.field.startsWith(`${path}.${entry}.`);
  const isRest = (problem: Problem): boolean =>
    (problem.field === path || problem.field.startsWith(`${path}.`)) &&
    !isOf('expect')(problem) &&
    !HEALTH_CHECK_ENTRIES.some((entry) => isOf(entry.name)(problem));
  return (
    <div data-field={path} id={form.idOf(path)} role="group" aria-label={label} onBlur={() => form.touch(name)}>
      {healthCheckEntries(form.values).map((entry, index) => (
        <React.Fragment key={entry.name}>
          {instead[entry.name]}
          {(instead[entry.name] === undefined || isGiven(entryOf(value, entry.name))) && (
            <ExpectEntry
              id={`${form.idOf(path)}-${entry.name}`}
              entry={entry}
              value={entryOf(value, entry.name)}
              change={(next) => write(entry.name, next)}
              help={index === 0 ? help : undefined}
              lines={<FieldLines form={form} name={name} within={path} only={isOf(entry.name)} chip={false} />}
            />
          )}
        </React.Fragment>
      ))}
      <ExpectationFields
        form={form}
        name={name}
        within={path}
        path={`${path}.expect`}
        value={entryOf(value, 'expect')}
        change={(expect) => write('expect', expect)}
        instead={instead}
      />
      <div className="lst-row">
        <div />
        <div className="lst-cell">
          <FieldLines form={form} name={name} within={path} only={isRest} chip={false} />
        </div>
      </div>
    </div>
  );
}
