import React from 'react';
import { type Headline, needsWord } from '../transforms/headline';
import { Sentence } from './Sentence';
import { StatusIcon } from './StatusIcon';

/** The first sentence with its status, read out when it changes, and the line below it. */
export function HeadlineLine({ headline, line }: { headline: Headline; line: readonly string[] }): React.ReactElement {
  return (
    <div className="lmd-headline">
      <StatusIcon name={headline.icon} large />
      <div>
        <p className="lmd-sentence" role="status" aria-live="polite">
          {needsWord(headline) && <><span className={`lmd-word lmd-is-${headline.icon}`}>{headline.word}:</span>{' '}</>}
          <Sentence text={headline.sentence} />
        </p>
        {line.length > 0 && <p className="lmd-line"><Sentence text={line.join(' · ')} /></p>}
      </div>
    </div>
  );
}
