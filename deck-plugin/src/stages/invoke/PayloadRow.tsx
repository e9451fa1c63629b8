import * as React from 'react';
import { holdsExpression } from 'stage-contract';
import type { RowProps } from '../../form/stageForm';
import { PlainRow } from '../../fields/FieldControl';
import { describedBy } from '../../fields/FieldLabel';
import { ExpressionChip } from '../../fields/FieldLines';
import { FieldRow } from '../../fields/FieldRow';
import { Segments } from '../../fields/Segments';
import { useDraft } from '../../fields/useDraft';
import { Icon } from '../../look/Icon';
import { nativePayloadWords, payloadText, payloadWords, typedPayload } from './transforms/payloadText';
import { entryOf, isGiven } from '../../values/readValue';
import { asSentence } from '../../words/phrases';
import { placeholderOf } from '../../fields/transforms/placeholders';

type Way = 'text' | 'artifact' | 'none';

/** What the function gets: text, an artifact or nothing. Shows both text and artifact only if the stage has both. */
export function PayloadRow({ form }: RowProps): React.ReactElement {
  const hasText = isGiven(form.values['invokePayload']);
  const hasArtifact = isGiven(form.values['payloadArtifact']);
  const [wanted, setWanted] = React.useState<Way>(hasText ? 'text' : hasArtifact ? 'artifact' : 'none');
  const before = React.useRef<Record<string, unknown>>({});
  const choose = (way: Way): void => {
    const { invokePayload, payloadArtifact } = form.values;
    const remembered = {
      ...before.current,
      ...(hasText ? { invokePayload } : {}),
      ...(hasArtifact ? { payloadArtifact } : {}),
    };
    before.current = remembered;
    setWanted(way);
    form.set({
      invokePayload: way === 'text' ? remembered['invokePayload'] : undefined,
      payloadArtifact: way === 'artifact' ? remembered['payloadArtifact'] : undefined,
    });
  };
  const id = form.idOf('payload-way');
  return (
    <React.Fragment>
      <div className="lst-row">
        <div className="lst-label">
          <span id={`${id}-label`}>{form.spec('invokePayload').meta.label} as</span>
        </div>
        <div className="lst-cell">
          <Segments
            id={id}
            name="payload"
            labelledBy={`${id}-label`}
            chosen={wanted}
            options={[
              { value: 'text', label: 'JSON or text' },
              { value: 'artifact', label: 'Artifact' },
              { value: 'none', label: 'None' },
            ]}
            choose={(way) => choose(way === 'text' || way === 'artifact' ? way : 'none')}
          />
          {wanted === 'none' && (
            <div className="lst-hint">
              {nativePayloadWords(form.values) ?? asSentence(form.spec('invokePayload').meta.whenAbsent ?? '')}
            </div>
          )}
        </div>
      </div>
      {(wanted === 'text' || hasText) && <PayloadText form={form} />}
      {(wanted === 'artifact' || hasArtifact) && <PlainRow form={form} name="payloadArtifact" />}
    </React.Fragment>
  );
}

function PayloadText({ form }: RowProps): React.ReactElement {
  const value = entryOf(form.values, 'invokePayload');
  const [text, setText] = useDraft(value, payloadText);
  const words = payloadWords(text);
  const write = (next: string): void => {
    const written = typedPayload(next, value);
    setText(next, written);
    form.set({ invokePayload: written });
  };
  return (
    <FieldRow
      form={form}
      name="invokePayload"
      chip={false}
      below={
        words !== undefined && (
          <div className="lst-hint">
            <span className={words.json ? 'lst-ok' : words.wrong ? 'lst-wrong' : ''}>
              {words.json && <Icon name="done" />}
              {words.wrong && <Icon name="error" />} {words.kind}
            </span>{' '}
            {words.size}
            {holdsExpression(text) && <ExpressionChip words={words.expressions} />}
          </div>
        )
      }
    >
      <textarea
        id={form.idOf('invokePayload')}
        name="invokePayload"
        className="form-control input-sm lst-input lst-area lst-mono"
        spellCheck={false}
        rows={Math.min(16, Math.max(4, text.split('\n').length))}
        value={text}
        placeholder={placeholderOf(form.spec('invokePayload').meta)}
        aria-describedby={describedBy(form, 'invokePayload')}
        onChange={(event) => write(event.target.value)}
        onBlur={() => form.touch('invokePayload')}
      />
    </FieldRow>
  );
}
