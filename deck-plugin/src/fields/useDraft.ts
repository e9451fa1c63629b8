import * as React from 'react';
import { jsonOf } from '../values/readValue';

/**
 * What someone is typing, next to the value that it was read from: incomplete JSON or a row without a name is not a
 * value yet. The draft is only reread when the value changes for a reason other than our own writing.
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
