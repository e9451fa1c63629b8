import React from 'react';
import type { DeletionRow } from '../transforms/deletions';
import { Status } from './StatusIcon';

/** What became of the versions: deleted, protected with the reason, already gone, kept. */
export function DeletionsTable({ rows }: { rows: readonly DeletionRow[] }): React.ReactElement {
  return (
    <table className="lmd-table" aria-label="Deleted and kept versions">
      <thead className="lmd-hidden">
        <tr>
          <th scope="col">Result</th>
          <th scope="col">Versions</th>
          <th scope="col">Count</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td className="lmd-state">
              <Status name={row.icon} word={row.word} />
            </td>
            <td className="lmd-wide">
              <b>{row.versions}</b>
              {row.reason !== '' && `: ${row.reason}`}
            </td>
            <td className="lmd-figure">{row.count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
