import * as React from 'react';
import type { FormRow, RowProps } from '../../form/stageForm';
import { FieldRow } from '../../fields/FieldRow';
import { FieldControl } from '../../fields/FieldControl';
import { NestedTextControl } from '../../fields/NestedTextControl';
import { NestedChoiceControl } from '../../fields/NestedChoiceControl';
import { PairRow } from '../../fields/PairRow';
import { canShow } from '../../fields/transforms/canShow';
import { entryOf, isGiven } from '../../values/readValue';
import { codeRows } from '../../form/code/CodeRows';
import { reservedConcurrencyRow } from '../../form/concurrency/ReservedConcurrencyRow';
import { EventSourcesRow } from '../../form/eventSources/EventSourcesRow';
import { AliasRow } from '../../form/target/AliasRow';
import { targetRows } from '../../form/target/TargetRows';

const RuntimeAndHandler = ({ form }: RowProps): React.ReactElement => (
  <PairRow form={form} names={['runtime', 'handler']} />
);

function DeadLetterRow({ form }: RowProps): React.ReactElement {
  return (
    <FieldRow form={form} name="deadLetterConfig">
      {canShow(form.spec('deadLetterConfig'), entryOf(form.values, 'deadLetterConfig')) ? (
        <NestedTextControl
          form={form}
          name="deadLetterConfig"
          entry="targetArn"
          words={{ set: 'Send to', empty: 'Remove' }}
        />
      ) : (
        <FieldControl form={form} name="deadLetterConfig" />
      )}
    </FieldRow>
  );
}

function TracingRow({ form }: RowProps): React.ReactElement {
  return (
    <FieldRow form={form} name="tracingConfig" group>
      {canShow(form.spec('tracingConfig'), entryOf(form.values, 'tracingConfig')) ? (
        <NestedChoiceControl form={form} name="tracingConfig" entry="mode" />
      ) : (
        <FieldControl form={form} name="tracingConfig" />
      )}
    </FieldRow>
  );
}

/** The rows of Deployment: fields that belong together, and fields that need more than one control for some values. */
export const deploymentRows: readonly FormRow[] = [
  ...targetRows,
  ...codeRows,
  { fields: ['runtime', 'handler'], Row: RuntimeAndHandler },
  {
    fields: ['aliasName'],
    Row: AliasRow,
    asked: (values) => isGiven(values['provisionedConcurrentExecutions']) || isGiven(values['aliasName']),
  },
  reservedConcurrencyRow,
  { fields: ['eventSources'], Row: EventSourcesRow },
  { fields: ['deadLetterConfig'], Row: DeadLetterRow },
  { fields: ['tracingConfig'], Row: TracingRow },
];
