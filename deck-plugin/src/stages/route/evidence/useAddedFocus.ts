import * as React from 'react';

/** Moves the focus to the first control of the last row, after one has been added. */
export function useAddedFocus(table: React.RefObject<HTMLElement>): () => void {
  const added = React.useRef(false);
  React.useEffect(() => {
    if (!added.current) return;
    added.current = false;
    const rows = table.current?.querySelectorAll<HTMLElement>('[data-entry]');
    rows?.[rows.length - 1]?.querySelector<HTMLElement>('input, select')?.focus();
  });
  return () => {
    added.current = true;
  };
}
