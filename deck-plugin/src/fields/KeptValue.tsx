import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { entryOf, shortJson } from '../values/readValue';

/** A value that the field's control can't show. It stays unchanged until someone replaces it. */
export function KeptValue({ form, name }: { form: StageForm; name: string }): React.ReactElement {
  const { meta } = form.spec(name);
  return (
    <div className="lst-line lst-kept">
      <code>{meta.secret === true ? '(hidden)' : shortJson(entryOf(form.values, name), 120)}</code>
      <button
        id={form.idOf(name)}
        type="button"
        className="lst-link"
        onClick={() => form.set({ [name]: undefined })}
        aria-label={`Replace ${meta.label}`}
      >
        Replace
      </button>
    </div>
  );
}
