import React from 'react';
import { foldedSteps, type ShownStep } from '../transforms/foldedSteps';
import type { StepRow } from '../transforms/steps';
import { NOTHING } from './DataTable';
import { Sentence } from './Sentence';
import { Status } from './StatusIcon';

/**
 * The steps with state, sentence, start and duration; the current one is marked. In narrow places the duration is below
 * the start.
 */
export function StepsTable({
  rows,
  isNarrow = false,
}: {
  rows: readonly StepRow[];
  isNarrow?: boolean;
}): React.ReactElement {
  const [unfolded, setUnfolded] = React.useState<readonly string[]>([]);
  const shown = foldedSteps(rows).flatMap((one): ShownStep[] =>
    one.kind === 'fold' && unfolded.includes(one.key) ? one.rows.map((row) => ({ kind: 'row', row })) : [one],
  );
  return (
    <table className="lst-data-table" aria-label="Steps">
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Step</th>
          <th scope="col" className="lst-figure">
            Start
          </th>
          {!isNarrow && (
            <th scope="col" className="lst-figure">
              Duration
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {shown.map((one) =>
          one.kind === 'row' ? (
            <Step key={one.row.key} row={one.row} isNarrow={isNarrow} />
          ) : (
            <tr key={one.key}>
              <td className="lst-state">
                <Status name={one.look.icon} word={one.look.word} />
              </td>
              <td className="lst-wide" colSpan={isNarrow ? 2 : 3}>
                {one.words}{' '}
                <button
                  type="button"
                  className="lst-text-link"
                  aria-label={`Show ${one.words}`}
                  onClick={() => setUnfolded([...unfolded, one.key])}
                >
                  Show
                </button>
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

function Step({ row, isNarrow }: { row: StepRow; isNarrow: boolean }): React.ReactElement {
  return (
    <tr
      className={row.isCurrent ? 'lst-current' : row.icon === 'failed' ? 'lst-bad' : ''}
      aria-current={row.isCurrent ? 'step' : undefined}
    >
      <td className="lst-state">
        <Status name={row.icon} word={row.word} />
      </td>
      <td className="lst-wide">
        <Sentence text={row.sentence} />
        {row.note !== undefined && (
          <small>
            <Sentence text={row.note} />
          </small>
        )}
      </td>
      <td className="lst-figure">
        {row.time === '' ? NOTHING : row.time}
        {isNarrow && row.duration !== '' && <small>{row.duration}</small>}
        {isNarrow && row.of !== undefined && <small>{row.of}</small>}
      </td>
      {!isNarrow && (
        <td className="lst-figure">
          {row.duration === '' ? NOTHING : row.duration}
          {row.of !== undefined && (
            <>
              {' '}
              <small>{row.of}</small>
            </>
          )}
        </td>
      )}
    </tr>
  );
}
