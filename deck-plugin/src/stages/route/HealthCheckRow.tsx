import * as React from 'react';
import { HelpField } from '@spinnaker/core';
import { expectationSchema, healthCheckSchema, partMetaOf } from 'stage-contract';
import type { RowProps } from '../../form/stageForm';
import { FieldRow } from '../../fields/FieldRow';
import { JsonControl } from '../../fields/JsonControl';
import { isPlainHealthCheck } from './transforms/healthCheckEntries';
import { givenNatively } from './transforms/nativeCheck';
import { helpKey } from '../../fields/transforms/helpKeys';
import { entryOf } from '../../values/readValue';
import { HealthCheckFields } from './HealthCheckFields';
import { NativeCheckRow } from './NativeCheckRow';

/** The label of the entry that a native field stands for. */
const LABELS = {
  payloadArtifact: partMetaOf(healthCheckSchema, 'invokePayload').label,
  outputArtifact: partMetaOf(expectationSchema, 'body').label,
  timeout: partMetaOf(healthCheckSchema, 'timeoutSeconds').label,
} as const;

/**
 * How to call and check the candidate: one row for each part of it, whether the stage gives that part in our way or in
 * Spinnaker's own.
 */
export function HealthCheckRow({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'healthCheck');
  const { meta } = form.spec('healthCheck');
  const instead = Object.fromEntries(
    givenNatively(form.values).map((field) => [
      field.path[field.path.length - 1] ?? field.name,
      <NativeCheckRow key={field.name} form={form} field={field} label={LABELS[field.name]} />,
    ]),
  );
  return isPlainHealthCheck(value) ? (
    <HealthCheckFields
      form={form}
      name="healthCheck"
      path="healthCheck"
      label={meta.label}
      value={value}
      change={(healthCheck) => form.set({ healthCheck })}
      help={<HelpField id={helpKey(form.type, 'healthCheck')} fallback={meta.help ?? ''} />}
      instead={instead}
    />
  ) : (
    <React.Fragment>
      <FieldRow form={form} name="healthCheck">
        <JsonControl form={form} name="healthCheck" />
      </FieldRow>
      {Object.values(instead)}
    </React.Fragment>
  );
}
