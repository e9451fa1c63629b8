import React from 'react';
import type { StepRow } from '../transforms/steps';
import { Sentence } from './Sentence';
import { Status } from './StatusIcon';

/** The steps with state, sentence, start and duration; the current one is marked. */
export function StepsTable({ rows }: { rows: readonly StepRow[] }): React.ReactElement {
  return (
    <table className="lst-data-table" aria-label="Steps">
      <thead className="lst-hidden-head">
        <tr>
          <th scope="col">State</th>
          <th scope="col">Step</th>
          <th scope="col">Started</th>
          <th scope="col">Duration</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.key}
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
            <td className="lst-figure">{row.time}</td>
            <td className="lst-figure">{row.duration}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
