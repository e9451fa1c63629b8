import * as React from 'react';
import { HelpField } from '@spinnaker/core';
import type { RowProps } from '../../form/stageForm';
import { PlainRow } from '../../fields/FieldControl';
import { FieldRow } from '../../fields/FieldRow';
import { JsonControl } from '../../fields/JsonControl';
import { isPlainHealthCheck } from './transforms/healthCheckEntries';
import { helpKey } from '../../fields/transforms/helpKeys';
import { entryOf, isGiven } from '../../values/readValue';
import { HealthCheckFields } from './HealthCheckFields';

const ARTIFACT_FIELDS = ['payloadArtifact', 'outputArtifact', 'timeout'] as const;

/**
 * How to call and check the candidate. Spinnaker's own way, with artifacts, is shown if the stage uses it or someone
 * asks for it.
 */
export function HealthCheckRow({ form }: RowProps): React.ReactElement {
  const [artifacts, setArtifacts] = React.useState(ARTIFACT_FIELDS.some((name) => isGiven(entryOf(form.values, name))));
  const value = entryOf(form.values, 'healthCheck');
  const { meta } = form.spec('healthCheck');
  return (
    <React.Fragment>
      {isPlainHealthCheck(value) ? (
        <HealthCheckFields
          form={form}
          name="healthCheck"
          path="healthCheck"
          label={meta.label}
          value={value}
          change={(healthCheck) => form.set({ healthCheck })}
          help={<HelpField id={helpKey(form.type, 'healthCheck')} fallback={meta.help ?? ''} />}
        />
      ) : (
        <FieldRow form={form} name="healthCheck">
          <JsonControl form={form} name="healthCheck" />
        </FieldRow>
      )}
      {artifacts ? (
        ARTIFACT_FIELDS.map((name) => <PlainRow key={name} form={form} name={name} />)
      ) : (
        <div className="lst-row lst-row-links">
          <div />
          <div className="lst-cell lst-hint">
            <button type="button" className="lst-link" onClick={() => setArtifacts(true)}>
              Use artifacts for payload and expected output
            </button>
          </div>
        </div>
      )}
    </React.Fragment>
  );
}
