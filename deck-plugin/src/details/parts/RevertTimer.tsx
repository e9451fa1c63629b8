import React from 'react';
import type { RevertTimerLine } from '../transforms/revertTimerLine';
import { Sentence } from './Sentence';
import { StatusIcon } from './StatusIcon';

/** When the alias reverts, counting down, or the result. */
export function RevertTimer({ line }: { line: RevertTimerLine }): React.ReactElement {
  return (
    <p className="lst-timer">
      <StatusIcon name={line.icon} />
      <span>
        {!line.saysWord && (
          <>
            <span className={`lst-word lst-is-${line.icon}`}>{line.word}:</span>{' '}
          </>
        )}
        <Sentence text={line.sentence} />
      </span>
    </p>
  );
}
