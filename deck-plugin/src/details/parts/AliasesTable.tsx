import React from 'react';
import type { AliasReport } from 'stage-contract';
import { routingSentence } from '../transforms/traffic';
import { type Column, DataTable } from './DataTable';

const COLUMNS: readonly Column<AliasReport>[] = [
  { heading: 'Alias', cell: (row) => <b>{row.alias}</b> },
  { heading: 'Serves', cell: (row) => routingSentence(row.routing) },
  { heading: 'This stage', cell: (row) => row.note },
];

/** The aliases that the stage read, what they serve, and what it did to each. */
export function AliasesTable({ aliases }: { aliases: readonly AliasReport[] }): React.ReactElement {
  return <DataTable label="Aliases" columns={COLUMNS} rows={aliases} keyOf={(row) => row.alias} />;
}
