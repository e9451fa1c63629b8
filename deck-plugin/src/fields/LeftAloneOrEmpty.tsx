import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { emptiness } from './transforms/emptiness';
import { entryOf } from '../values/readValue';

/** A list or map that is absent is left alone, an empty one empties: says which it is, and changes it. */
export function LeftAloneOrEmpty({
  form,
  name,
  empty,
}: {
  form: StageForm;
  name: string;
  empty: unknown;
}): React.ReactElement | null {
  const found = emptiness(form.spec(name), entryOf(form.values, name));
  if (found === undefined) return null;
  return (
    <div className="lst-hint">
      {found.words}{' '}
      <button type="button" className="lst-link" onClick={() => form.set({ [name]: found.empty ? undefined : empty })}>
        {found.remedy}
      </button>
    </div>
  );
}
