import * as React from 'react';
import type { StageForm } from '../form/stageForm';
import { readArtifact, withText } from './transforms/artifactText';
import { entryOf } from '../values/readValue';
import { describedBy } from './FieldLabel';
import { WithExpression } from './SwitchToExpression';

/**
 * An artifact, shown as its text. If its content is stored elsewhere, the artifact is described and kept until someone
 * replaces it.
 */
export function ArtifactControl({ form, name }: { form: StageForm; name: string }): React.ReactElement {
  const value = entryOf(form.values, name);
  const reading = readArtifact(value);
  const { meta } = form.spec(name);
  if (reading.kind === 'other') {
    return (
      <div className="lst-line lst-kept">
        <span>{reading.words}: kept as is.</span>
        <button
          id={form.idOf(name)}
          type="button"
          className="lst-link"
          aria-label={`Replace ${meta.label} with text`}
          onClick={() => form.set({ [name]: undefined })}
        >
          Replace with text
        </button>
      </div>
    );
  }
  const text = reading.kind === 'inline' ? reading.text : '';
  return (
    <WithExpression form={form} name={name} plain="text">
      <textarea
        id={form.idOf(name)}
        name={name}
        className="form-control input-sm lst-input lst-area lst-mono"
        rows={Math.min(12, Math.max(2, text.split('\n').length))}
        spellCheck={false}
        value={text}
        placeholder="text or JSON"
        aria-describedby={describedBy(form, name)}
        onChange={(event) => form.set({ [name]: withText(value, event.target.value) })}
        onBlur={() => form.touch(name)}
      />
    </WithExpression>
  );
}
