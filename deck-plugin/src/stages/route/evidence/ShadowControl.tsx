import * as React from 'react';

interface ShadowControlProps {
  label: string;
  shadow: boolean;
  /** What stands in the place of true or false, such as an expression. */
  words: string | undefined;
  change(shadow: boolean): void;
}

/** Whether an alarm or guard is only shown. A value that is neither true nor false is kept until it is replaced. */
export function ShadowControl({ label, shadow, words, change }: ShadowControlProps): React.ReactElement {
  if (words !== undefined)
    return (
      <span className="lst-shadow lst-kept">
        Shadow: <code>{words}</code>
        <button type="button" className="lst-link" aria-label={`Replace: ${label}`} onClick={() => change(false)}>
          Replace
        </button>
      </span>
    );
  return (
    <label className="lst-flag lst-shadow">
      <input type="checkbox" aria-label={label} checked={shadow} onChange={(event) => change(event.target.checked)} />
      <span>Shadow</span>
    </label>
  );
}
