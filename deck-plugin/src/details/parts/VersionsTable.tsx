import React from 'react';
import type { VersionRow } from '../transforms/versions';
import { type Column, DataTable } from './DataTable';
import { Swatch } from './TrafficBars';

const COLUMNS: readonly Column<VersionRow>[] = [
  {
    heading: 'Version',
    cell: (row) => (
      <span className="lst-nowrap">
        <Swatch role={row.role} />
        <b>{row.label}</b> {row.roleWord}
      </span>
    ),
  },
  {
    heading: 'Published',
    cell: (row) => (row.published === '' ? '' : <span className="lst-nowrap">{row.published}</span>),
  },
  {
    heading: 'Code',
    cell: (row) => (row.code === '' ? '' : <code title={`SHA-256 ${row.codeSha256}`}>{row.code}</code>),
  },
  { heading: 'Description', cell: (row) => row.description },
  { heading: 'Weight', cell: (row) => row.weight, isFigure: true },
];
/** Outcomes of earlier releases have no descriptions, and a version may have none. */
const WITHOUT_DESCRIPTION = COLUMNS.filter(({ heading }) => heading !== 'Description');

/** Baseline, candidate and other versions that the outcome names; transposed if there is little room. */
export function VersionsTable({
  rows,
  isTurned,
}: {
  rows: readonly VersionRow[];
  isTurned: boolean;
}): React.ReactElement {
  const columns = rows.some(({ description }) => description !== '') ? COLUMNS : WITHOUT_DESCRIPTION;
  return <DataTable label="Versions" columns={columns} rows={rows} keyOf={(row) => row.version} isTurned={isTurned} />;
}
