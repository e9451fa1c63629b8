import * as React from 'react';
import { holdsExpression } from 'stage-contract';
import type { StageForm } from '../form/stageForm';
import { Icon } from '../look/Icon';
import { readJson } from '../values/looseJson';
import { entryOf, isGiven, jsonOf } from '../values/readValue';
import { describedBy } from './FieldLabel';
import { useDraft } from './useDraft';
import { placeholderOf } from './transforms/placeholders';

const shown = (value: unknown): string => (!isGiven(value) ? '' : typeof value === 'string' ? value : jsonOf(value, 2));

/**
 * A nested value as JSON. Invalid JSON stays in the box and is not written to the stage. Text with an expression is
 * written unchanged.
 */
export function JsonControl({ form, name }: { form: StageForm; name: string }): React.ReactElement {
  const [text, setText] = useDraft(entryOf(form.values, name), shown);
  const reading = text.trim() === '' || (holdsExpression(text) && !/^\s*[[{]/.test(text)) ? undefined : readJson(text);
  const write = (next: string): void => {
    const parsed = next.trim() === '' ? { ok: true as const, value: undefined } : readJson(next);
    const before = entryOf(form.values, name);
    const value = parsed.ok ? parsed.value : holdsExpression(next) && !/^\s*[[{]/.test(next) ? next : before;
    setText(next, value);
    if (value !== before) form.set({ [name]: value });
  };
  return (
    <React.Fragment>
      <textarea
        id={form.idOf(name)}
        name={name}
        className="form-control input-sm lst-input lst-area lst-mono"
        spellCheck={false}
        rows={Math.min(14, Math.max(3, text.split('\n').length))}
        value={text}
        placeholder={placeholderOf(form.spec(name).meta) ?? 'JSON'}
        aria-describedby={describedBy(form, name)}
        onChange={(event) => write(event.target.value)}
        onBlur={() => form.touch(name)}
      />
      {reading?.ok === false && (
        <div className="lst-error" role="alert">
          <Icon name="error" /> Not valid JSON, so not saved in the stage: {reading.message}
        </div>
      )}
    </React.Fragment>
  );
}
