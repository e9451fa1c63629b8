import * as React from 'react';
import {
  conversionChanges,
  conversionNews,
  CONVERSION_NOTES,
  isConverted,
  lambdaStagesOf,
  wordsOf,
} from 'stage-contract';
import { Icon } from '../look/Icon';
import type { StageForm } from '../form/stageForm';
import { entryOf, isGiven, shortJson } from '../values/readValue';
import { briefDifferences, convertOthers } from './nativeStages';

interface NativeStageNoteProps {
  form: StageForm;
  /** The pipeline and the stage as Deck holds them. */
  pipeline: unknown;
  stage: unknown;
}

/**
 * Says that a stage runs on Spinnaker's own executor, and converts it, or all Lambda stages of its pipeline, when the
 * author asks for it. Opening the form changes nothing.
 */
export function NativeStageNote({ form, pipeline, stage }: NativeStageNoteProps): React.ReactElement | null {
  const [said, say] = React.useState<string>();
  const line = React.useRef<HTMLParagraphElement>(null);
  // The button that had the focus is gone.
  React.useEffect(() => {
    if (said !== undefined) line.current?.focus();
  }, [said]);
  if (isConverted(form.values))
    return said === undefined ? null : (
      <p className="lst-converted" role="status" tabIndex={-1} ref={line}>
        <Icon name="done" /> {said} Nothing is saved before you press Save Changes.
      </p>
    );
  const native = lambdaStagesOf(pipeline).filter((one) => !one.isConverted);
  const total = lambdaStagesOf(pipeline).length;
  const convert = (all: boolean): void => {
    if (all) convertOthers(pipeline, stage);
    form.set(conversionChanges(form.type, form.values));
    say(
      all
        ? `${native.length} stages of this pipeline now run on Lambda Stages.`
        : 'This stage now runs on Lambda Stages.',
    );
  };
  const alias = entryOf(form.values, 'alias');
  const heading = form.idOf('native stage');
  return (
    <div className="lst-native" role="region" aria-labelledby={heading}>
      <Icon name="info" />
      <div>
        <strong id={heading} className="lst-native-heading">
          {isGiven(alias)
            ? `This stage runs as ${shortJson(alias)}, not on Lambda Stages`
            : 'This stage runs on Spinnaker’s own Lambda executor'}
        </strong>
        <p>You can edit it here. {CONVERSION_NOTES[form.type].needs} need Lambda Stages. When you convert it:</p>
        <dl>
          <dt>Who runs it</dt>
          <dd>
            the Lambda Stages sidecar calls AWS directly; clouddriver’s cache and its 57 to 433 s of waiting are gone
          </dd>
          <dt>The JSON</dt>
          <dd>
            <WithCode words={conversionNews(form.type, form.values).map(wordsOf).join('; ')} />
          </dd>
          <dt>What it does</dt>
          <dd>{briefDifferences(form.type, form.values)}</dd>
        </dl>
        <div className="lst-native-buttons">
          <button type="button" className="lst-button lst-button-main" onClick={() => convert(false)}>
            Convert this stage
          </button>
          {native.length > 1 && (
            <button type="button" className="lst-button" onClick={() => convert(true)}>
              {native.length === total
                ? `Convert all ${total} Lambda stages of this pipeline`
                : `Convert all ${native.length} native Lambda stages of this pipeline`}
            </button>
          )}
          <span className="lst-soft">Nothing is saved before you press Save Changes.</span>
        </div>
      </div>
    </div>
  );
}

/** Text in which what is between backquotes is code. */
function WithCode({ words }: { words: string }): React.ReactElement {
  return (
    <React.Fragment>
      {words.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}
    </React.Fragment>
  );
}
