import React from 'react';
import type { Headline } from '../transforms/headline';
import { Sentence } from './Sentence';
import { StatusIcon } from './StatusIcon';

/**
 * The first sentence with its status, announced when it changes, and the line below it. The time left of a hold
 * follows it, hidden from screen readers: the hold's own bar says it.
 */
export function HeadlineLine({
  headline,
  left,
  line,
}: {
  headline: Headline;
  left: string | undefined;
  line: readonly string[];
}): React.ReactElement {
  return (
    <div className="lst-headline">
      <StatusIcon name={headline.icon} large />
      <div>
        <p className="lst-sentence">
          <span role="status" aria-live="polite">
            {!headline.saysWord && (
              <>
                <span className={`lst-word lst-is-${headline.icon}`}>{headline.word}:</span>{' '}
              </>
            )}
            <Sentence text={headline.sentence} />
          </span>
          {left !== undefined && (
            <span className="lst-left" aria-hidden="true">
              : {left}
            </span>
          )}
        </p>
        {line.length > 0 && (
          <p className="lst-subline">
            <Sentence text={line.join(' · ')} />
          </p>
        )}
      </div>
    </div>
  );
}
