import React from 'react';
import type { EvidenceRow } from '../transforms/evidence';
import { type Column, DataTable } from './DataTable';
import { Sentence } from './Sentence';
import { Status } from './StatusIcon';

const COLUMNS: readonly Column<EvidenceRow>[] = [
  { heading: 'Verdict', cell: (row) => <Status name={row.icon} word={row.word} /> },
  { heading: 'Measured', cell: (row) => <Sentence text={row.measured} />, isWide: true },
  {
    heading: 'Version',
    cell: (row) => (row.version === '' ? '' : <span className="lst-nowrap">{row.version}</span>),
    isFigure: true,
  },
  { heading: 'Figures', cell: (row) => (row.figures.length === 0 ? '' : <Sentence text={row.figures.join(' · ')} />) },
  { heading: 'Time', cell: (row) => row.time, isFigure: true },
];

/** The same in two columns. */
const NARROW_COLUMNS: readonly Column<EvidenceRow>[] = [
  { heading: 'Verdict', cell: (row) => <Status name={row.icon} word={row.word} /> },
  {
    heading: 'Measured',
    cell: (row) => (
      <>
        <Sentence text={row.measured} />
        <small>
          <Sentence text={[row.version, ...row.figures, row.time].filter((part) => part !== '').join(' · ')} />
        </small>
      </>
    ),
    isWide: true,
  },
];

/** What was measured on which version, and what it means. */
export function EvidenceTable({
  rows,
  isNarrow,
}: {
  rows: readonly EvidenceRow[];
  isNarrow: boolean;
}): React.ReactElement {
  return (
    <DataTable label="Evidence" columns={isNarrow ? NARROW_COLUMNS : COLUMNS} rows={rows} keyOf={(row) => row.key} />
  );
}
