import React from 'react';
import type { DifferenceRow } from '../transforms/differences';
import { type Column, DataTable } from './DataTable';

const columns = (before: string, after: string): readonly Column<DifferenceRow>[] => [
  { heading: 'Change', cell: (row) => <span className={`lst-change lst-change-${row.change}`}>{row.change}</span> },
  { heading: 'Setting', cell: (row) => row.setting },
  { heading: before, cell: (row) => row.before },
  { heading: after, cell: (row) => row.after },
];

/** Settings that differ, by name, with headings for the two sides. */
export function DifferencesTable({
  rows,
  before,
  after,
}: {
  rows: readonly DifferenceRow[];
  before: string;
  after: string;
}): React.ReactElement {
  return <DataTable label="Configuration" columns={columns(before, after)} rows={rows} keyOf={(row) => row.key} />;
}
