import React from 'react';
import { Block } from '../../details/parts/Block';
import { Sentence } from '../../details/parts/Sentence';
import { Status } from '../../details/parts/StatusIcon';
import type { StageOutcomeProps } from '../../details/outcomeTab';
import { type DeletionRow, deletionRows } from './transforms/deletions';

/** What only the details of a Delete have: what happened to the versions. */
export function DeleteDetails({ details }: StageOutcomeProps): React.ReactElement | null {
  const rows = deletionRows(details.outcome.deletions);
  return rows.length === 0 ? null : (
    <Block title="Versions">
      <DeletionsTable rows={rows} />
    </Block>
  );
}

/** What happened to the versions: deleted, protected (with the reason), already gone, kept. */
function DeletionsTable({ rows }: { rows: readonly DeletionRow[] }): React.ReactElement {
  return (
    <table className="lst-data-table" aria-label="Deleted and kept versions">
      <thead>
        <tr>
          <th scope="col">Result</th>
          <th scope="col">Versions</th>
          <th scope="col" className="lst-figure">
            Count
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td className="lst-state">
              <Status name={row.icon} word={row.word} />
            </td>
            <td className="lst-wide">
              <b>{row.versions}</b>
              {row.reason !== '' && (
                <>
                  : <Sentence text={row.reason} />
                </>
              )}
            </td>
            <td className="lst-figure">{row.count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
