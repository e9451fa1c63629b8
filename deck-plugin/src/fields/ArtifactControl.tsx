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
  if (reading.kind === 'other')
    return (
      <OtherArtifact
        id={form.idOf(name)}
        words={reading.words}
        label={meta.label}
        replace={() => form.set({ [name]: undefined })}
      />
    );
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

interface OtherArtifactProps {
  id: string;
  words: string;
  label: string;
  replace(): void;
}

/** An artifact whose content no form can show. */
function OtherArtifact({ id, words, label, replace }: OtherArtifactProps): React.ReactElement {
  return (
    <div className="lst-line lst-kept">
      <span>{words}: kept as is.</span>
      <button id={id} type="button" className="lst-link" aria-label={`Replace ${label} with text`} onClick={replace}>
        Replace with text
      </button>
    </div>
  );
}
