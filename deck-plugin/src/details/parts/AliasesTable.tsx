import React from 'react';
import type { AliasReport } from 'stage-contract';
import { routingSentence } from '../transforms/traffic';
import { type Column, DataTable } from './DataTable';

const columns = (hasEnded: boolean): readonly Column<AliasReport>[] => [
  { heading: 'Alias', cell: (row) => <b>{row.alias}</b> },
  { heading: hasEnded ? 'Served at its end' : 'Serves', cell: (row) => routingSentence(row.routing) },
  { heading: 'This stage', cell: (row) => row.note },
];

/** The aliases that the stage read, what they serve, and what it did to each. */
export function AliasesTable({
  aliases,
  hasEnded,
}: {
  aliases: readonly AliasReport[];
  hasEnded: boolean;
}): React.ReactElement {
  return <DataTable label="Aliases" columns={columns(hasEnded)} rows={aliases} keyOf={(row) => row.alias} />;
}
