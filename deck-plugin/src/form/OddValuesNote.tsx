import * as React from 'react';
import { oddHeadline, type OddValue } from './oddValues';
import type { StageForm } from './stageForm';
import { WarningNote } from './WarningNote';

/** Values in the stage that the form can't show: listed and kept, each with what you can do about it. */
export function OddValuesNote({ form, odd }: { form: StageForm; odd: readonly OddValue[] }): React.ReactElement | null {
  if (odd.length === 0) return null;
  return (
    <WarningNote>
      <div>
        <strong>{oddHeadline(odd)}</strong> {odd.some((one) => one.removable) && 'They are kept until you change them.'}
      </div>
      <ul>
        {odd.map((one) => (
          <li key={`${one.name} ${one.code}`}>
            <OddLine form={form} odd={one} />
          </li>
        ))}
      </ul>
    </WarningNote>
  );
}

function OddLine({ form, odd }: { form: StageForm; odd: OddValue }): React.ReactElement {
  const { name, renameTo } = odd;
  return (
    <React.Fragment>
      {name !== '' && (
        <React.Fragment>
          <code>
            {name}
            {odd.shown === undefined ? '' : `: ${odd.shown}`}
          </code>
          {' – '}
        </React.Fragment>
      )}
      {/[.?]$/.test(odd.words) ? odd.words : `${odd.words}.`}
      {renameTo !== undefined && (
        <button
          type="button"
          className="lst-link"
          aria-label={`Rename ${name} to ${renameTo}`}
          onClick={() => form.set({ [renameTo]: form.values[name], [name]: undefined })}
        >
          Rename
        </button>
      )}
      {odd.removable && (
        <button
          type="button"
          className="lst-link"
          aria-label={`Remove ${name}`}
          onClick={() => form.set({ [name]: undefined })}
        >
          Remove
        </button>
      )}
    </React.Fragment>
  );
}
