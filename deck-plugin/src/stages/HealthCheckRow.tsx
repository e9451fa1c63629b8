import * as React from 'react';
import { HelpField } from '@spinnaker/core';
import type { Problem } from 'stage-contract';
import type { RowProps } from '../form/stageForm';
import { PlainRow } from '../fields/FieldControl';
import { FieldLines } from '../fields/FieldLines';
import { FieldRow } from '../fields/FieldRow';
import { JsonControl } from '../fields/JsonControl';
import { withEntry } from '../transforms/expectationRows';
import { HEALTH_CHECK_ENTRIES, healthCheckEntries, isPlainHealthCheck } from '../transforms/healthCheckEntries';
import { helpKey } from '../transforms/helpKeys';
import { entryOf, isGiven } from '../transforms/readValue';
import { ExpectationFields } from './ExpectationFields';
import { ExpectEntry } from './ExpectEntry';

const ARTIFACT_FIELDS = ['payloadArtifact', 'outputArtifact', 'timeout'] as const;

/** How the candidate is called and judged. Spinnaker's own way, by artifacts, is shown where the stage uses it or somebody asks for it. */
export function HealthCheckRow({ form }: RowProps): React.ReactElement {
  const [artifacts, setArtifacts] = React.useState(ARTIFACT_FIELDS.some((name) => isGiven(entryOf(form.values, name))));
  const plain = isPlainHealthCheck(entryOf(form.values, 'healthCheck'));
  return (
    <React.Fragment>
      {plain ? <HealthCheckFields form={form} /> : <FieldRow form={form} name="healthCheck"><JsonControl form={form} name="healthCheck" /></FieldRow>}
      {artifacts ? ARTIFACT_FIELDS.map((name) => <PlainRow key={name} form={form} name={name} />) : (
        <div className="lst-row lst-row-links">
          <div />
          <div className="lst-cell lst-hint"><button type="button" className="lst-link" onClick={() => setArtifacts(true)}>Use artifacts for payload and expected output</button></div>
        </div>
      )}
    </React.Fragment>
  );
}

function HealthCheckFields({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'healthCheck');
  const { meta } = form.spec('healthCheck');
  // A health check of nothing but defaults is one too, so an empty map stays.
  const write = (name: string, entry: unknown): void => form.set({ healthCheck: withEntry(value, name, entry) ?? {} });
  const isOf = (entry: string) => (problem: Problem): boolean => problem.field === `healthCheck.${entry}` || problem.field.startsWith(`healthCheck.${entry}.`);
  const isRest = (problem: Problem): boolean => !isOf('expect')(problem) && !HEALTH_CHECK_ENTRIES.some((entry) => isOf(entry.name)(problem));
  return (
    <div data-field="healthCheck" id={form.idOf('healthCheck')} role="group" aria-label={meta.label} onBlur={() => form.touch('healthCheck')}>
      {healthCheckEntries(form.values).map((entry, index) => (
        <ExpectEntry
          key={entry.name} id={`${form.idOf('healthCheck')}-${entry.name}`} entry={entry} value={entryOf(value, entry.name)} change={(next) => write(entry.name, next)}
          help={index === 0 ? <HelpField id={helpKey(form.type, 'healthCheck')} fallback={meta.help ?? ''} /> : undefined} lines={<FieldLines form={form} name="healthCheck" only={isOf(entry.name)} chip={false} />}
        />
      ))}
      <ExpectationFields form={form} name="healthCheck" path="healthCheck.expect" value={entryOf(value, 'expect')} change={(expect) => write('expect', expect)} />
      <div className="lst-row"><div /><div className="lst-cell"><FieldLines form={form} name="healthCheck" only={isRest} chip={false} /></div></div>
    </div>
  );
}
