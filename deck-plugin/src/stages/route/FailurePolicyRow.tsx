import * as React from 'react';
import type { RowProps } from '../../form/stageForm';
import { FieldControl } from '../../fields/FieldControl';
import { FieldLines } from '../../fields/FieldLines';
import { FieldRow } from '../../fields/FieldRow';
import { entryOf, isGiven } from '../../values/readValue';
import { destroyOnFailWords, shownPolicy } from './transforms/failurePolicy';

/**
 * What happens on failure. Spinnaker's own `destroyOnFail` selects the same option that it has in the sidecar, until
 * someone selects an option here.
 */
export function FailurePolicyRow({ form }: RowProps): React.ReactElement {
  const words = destroyOnFailWords(form.values);
  const shown = {
    ...form,
    values: { ...form.values, ...shownPolicy(form.values) },
    set: (changes: Record<string, unknown>) =>
      form.set({
        ...changes,
        ...('onFailure' in changes && isGiven(entryOf(form.values, 'destroyOnFail'))
          ? { destroyOnFail: undefined }
          : {}),
      }),
  };
  return (
    <FieldRow
      form={shown}
      name="onFailure"
      group
      below={
        <React.Fragment>
          {words !== undefined && (
            <div id={form.idOf('destroyOnFail')} className="lst-hint">
              {words}{' '}
              <button type="button" className="lst-link" onClick={() => form.set({ destroyOnFail: undefined })}>
                Remove destroyOnFail
              </button>
            </div>
          )}
          <FieldLines form={form} name="destroyOnFail" chip={false} />
        </React.Fragment>
      }
    >
      <FieldControl form={shown} name="onFailure" />
    </FieldRow>
  );
}
