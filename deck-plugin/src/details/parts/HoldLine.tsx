import React from 'react';
import type { HoldProgress } from '../transforms/holdProgress';
import { Sentence } from './Sentence';

/** How far the hold has progressed. The time left is in the headline, and is the bar's text for screen readers. */
export function HoldLine({ hold }: { hold: HoldProgress }): React.ReactElement {
  return (
    <div className="lst-hold">
      <div
        className="lst-hold-track"
        role="progressbar"
        aria-label="Hold"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(hold.percent)}
        aria-valuetext={hold.sentence}
      >
        <span style={{ width: `${hold.percent}%` }} />
      </div>
      {hold.left === undefined && (
        <p>
          <Sentence text={hold.sentence} />
        </p>
      )}
    </div>
  );
}
