import React from 'react';
import type { HoldProgress } from '../transforms/holdProgress';
import { Sentence } from './Sentence';

/**
 * How far the hold has progressed; what it lasts longer than planned is striped. The time left is in the headline, and
 * is the bar's text for screen readers.
 */
export function HoldLine({ hold }: { hold: HoldProgress }): React.ReactElement {
  const { extended, percent } = hold;
  const solid = Math.min(percent, extended?.plannedPercent ?? 100);
  return (
    <div className="lst-hold">
      <div
        className={extended === undefined ? 'lst-hold-track' : 'lst-hold-track lst-hold-longer'}
        role="progressbar"
        aria-label={hold.name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(percent)}
        aria-valuetext={hold.sentence}
      >
        <span style={{ width: `${solid}%` }} />
        {percent > solid && <span className="lst-hold-extra" style={{ width: `${percent - solid}%` }} />}
      </div>
      {extended !== undefined ? (
        <p className="lst-hold-ends">
          {extended.words.map((words) => (
            <span key={words}>{words}</span>
          ))}
        </p>
      ) : (
        hold.left === undefined && (
          <p>
            <Sentence text={hold.sentence} />
          </p>
        )
      )}
    </div>
  );
}
