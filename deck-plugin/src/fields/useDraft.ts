import * as React from 'react';
import { jsonOf } from '../values/readValue';

/**
 * What somebody is writing, beside the value that it is read from: half a JSON text or a row without a name is no value yet.
 * The draft is read anew only when the value changes otherwise than by our own writing.
 */
export function useDraft<Draft>(
  value: unknown,
  read: (value: unknown) => Draft,
): [Draft, (draft: Draft, written: unknown) => void] {
  const [draft, setDraft] = React.useState(() => ({ draft: read(value), value: jsonOf(value) }));
  const now = jsonOf(value);
  const fresh = draft.value === now ? draft : { draft: read(value), value: now };
  if (fresh !== draft) setDraft(fresh);
  return [fresh.draft, (next, written) => setDraft({ draft: next, value: jsonOf(written) })];
}
