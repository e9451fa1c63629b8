import React from 'react';
import type { AlarmRow } from '../../transforms/watch/alarmRows';
import { Sentence } from '../Sentence';
import { Status } from '../StatusIcon';

/** Each watched alarm with its state, since when, and whether it acts. */
export function AlarmList({ alarms }: { alarms: readonly AlarmRow[] }): React.ReactElement {
  return (
    <ul className="lst-alarms" aria-label="Alarms">
      {alarms.map(({ key, name, icon, word, isShadow, isBad, line }) => (
        <li
          key={key}
          className={`lst-details-card lst-tile${isShadow ? ' lst-tile-shadow' : isBad ? ' lst-tile-worse' : ''}`}
        >
          <div className="lst-tile-head">
            <span>
              Alarm <b>{name}</b>
            </span>
            <Status name={icon} word={word} />
          </div>
          <p className="lst-tile-counts">
            <Sentence text={line} />
          </p>
        </li>
      ))}
    </ul>
  );
}
