import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { emptiness } from './transforms/emptiness';
import { entryOf } from '../values/readValue';

/**
 * An absent list or map leaves the setting unchanged, an empty one clears it. Says which one applies, and switches
 * between them.
 */
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
