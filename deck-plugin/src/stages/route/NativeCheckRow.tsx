import * as React from 'react';
import type { RowProps } from '../../form/stageForm';
import { FieldControl } from '../../fields/FieldControl';
import { FieldRow } from '../../fields/FieldRow';
import { nativeFieldChanges, type NATIVE_FIELDS } from './transforms/nativeCheck';

interface NativeCheckRowProps extends RowProps {
  field: (typeof NATIVE_FIELDS)[number];
  /** The label of our entry that means the same. */
  label: string;
}

/**
 * A part of the health check that the stage gives in Spinnaker's own way: shown as what it is, in the place of our
 * entry, and turned into that entry on demand.
 */
export function NativeCheckRow({ form, field, label }: NativeCheckRowProps): React.ReactElement {
  const changes = nativeFieldChanges(form.values, field);
  return (
    <FieldRow
      form={form}
      name={field.name}
      label={label}
      below={
        <div className="lst-hint">
          {field.name === 'timeout' ? 'From timeout' : `From the artifact ${field.name}`}, a field of Spinnaker’s own
          form.{' '}
          {changes !== undefined && (
            <button
              type="button"
              className="lst-link"
              aria-label={`Convert ${field.name} to ${label}`}
              onClick={() => form.set(changes)}
            >
              Convert it
            </button>
          )}{' '}
          <button
            type="button"
            className="lst-link"
            aria-label={`Remove ${field.name}`}
            onClick={() => form.set({ [field.name]: undefined })}
          >
            Remove it
          </button>
        </div>
      }
    >
      <FieldControl form={form} name={field.name} />
    </FieldRow>
  );
}
