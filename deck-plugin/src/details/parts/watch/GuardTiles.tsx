import React from 'react';
import type { EvidenceMeter } from '../../transforms/watch/evidenceMeter';
import type { GuardTile } from '../../transforms/watch/guardTiles';
import { Sentence } from '../Sentence';
import { Status, StatusIcon } from '../StatusIcon';

/** From here on, what stands at a place of the meter would leave it to the right. */
const RIGHT_HALF = 50;

/** Words at a place of the meter: to its right, or to its left in the right half. */
function At({ place, className, words }: { place: number; className: string; words: string }): React.ReactElement {
  const isLeft = place > RIGHT_HALF;
  return (
    <span
      className={className}
      style={isLeft ? { right: `${100 - place}%`, textAlign: 'right' } : { left: `${place}%` }}
    >
      {words}
    </span>
  );
}

interface MeterProps {
  meter: EvidenceMeter;
  isPending: boolean;
  isWorse: boolean;
}

function Meter({ meter, isPending, isWorse }: MeterProps): React.ReactElement {
  const { place, actsAt, ratio, acts, ticks, namesMiddle, sentence } = meter;
  return (
    <div className="lst-meter" role="img" aria-label={sentence}>
      <div className="lst-meter-ratio">
        <At place={place} className="lst-meter-words" words={ratio} />
      </div>
      <div className={`lst-meter-track${isPending ? ' lst-meter-pending' : ''}${isWorse ? ' lst-meter-worse' : ''}`}>
        {!isPending && <span className="lst-meter-fill" style={{ width: `${place}%` }} />}
        {ticks.map((tick) => (
          <span key={tick} className="lst-meter-tick" style={{ left: `${tick}%` }} />
        ))}
        <span className="lst-meter-limit" style={{ left: `${actsAt}%` }} />
        <svg
          className="lst-meter-pointer"
          style={{ left: `${place}%` }}
          width="12"
          height="9"
          viewBox="0 0 12 9"
          focusable="false"
        >
          <path d="M1.5 1h9L6 7.5z" fill={isPending ? '#fff' : 'currentColor'} stroke="currentColor" />
        </svg>
      </div>
      <div className="lst-meter-scale">
        <span className="lst-meter-words" style={{ left: 0 }}>
          fits the baseline
        </span>
        {namesMiddle && (
          <span className="lst-meter-words lst-meter-middle" style={{ left: `${RIGHT_HALF}%` }}>
            1:1
          </span>
        )}
        <At place={actsAt} className="lst-meter-words lst-meter-acts" words={`${acts} worse`} />
      </div>
    </div>
  );
}

function Difference({ difference }: { difference: GuardTile['difference'] | undefined }): React.ReactElement {
  if (difference === undefined) return <p className="lst-tile-figures">No figure yet</p>;
  return (
    <p className="lst-tile-figures">
      <b>{difference.candidate}</b>
      {difference.baseline !== undefined && (
        <>
          {' '}
          against <b>{difference.baseline}</b>
        </>
      )}
    </p>
  );
}

function Tile({ tile }: { tile: GuardTile }): React.ReactElement {
  const { name, isShadow, isWorse, isPending, counts, meter, notes } = tile;
  const look = isShadow ? ' lst-tile-shadow' : isWorse ? ' lst-tile-worse' : '';
  return (
    <li className={`lst-details-card lst-tile${look}`}>
      <div className="lst-tile-head">
        <b>{name}</b>
        <Status name={tile.icon} word={tile.word} />
      </div>
      <Difference difference={tile.difference} />
      {counts.map((line) => (
        <p key={line} className="lst-tile-counts">
          <Sentence text={line} />
        </p>
      ))}
      {meter !== undefined && <Meter meter={meter} isPending={isPending} isWorse={isWorse && !isShadow} />}
      <ul className="lst-tile-notes">
        {notes.map(({ icon, text }) => (
          <li key={text}>
            <StatusIcon name={icon} />
            <span>
              <Sentence text={text} />
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** What each guard has found: verdict, difference, how far the calls speak for it, and what is missing. */
export function GuardTiles({ tiles }: { tiles: readonly GuardTile[] }): React.ReactElement {
  return (
    <ul className="lst-tiles" aria-label="Guards">
      {tiles.map((tile) => (
        <Tile key={tile.key} tile={tile} />
      ))}
    </ul>
  );
}
