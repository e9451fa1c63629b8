import React from 'react';
import type { CallRow } from '../transforms/awsCalls';
import { CopyButton } from './CopyButton';
import { type Column, DataTable } from './DataTable';

const COLUMNS: readonly Column<CallRow>[] = [
  { heading: 'Time', cell: (row) => (row.time === '' ? '' : <span className="lmd-nowrap lmd-digits">{row.time}</span>) },
  { heading: 'Call', cell: (row) => <>{row.isChange ? <b>{row.call}</b> : row.call}</> },
  { heading: 'Request id', cell: (row) => (row.requestId === '' ? '' : <><code>{row.requestId}</code> <CopyButton text={row.requestId} what={`request id of ${row.call}`} /></>), isWide: true },
  { heading: 'Duration', cell: (row) => row.duration, isFigure: true },
  { heading: 'Error', cell: (row) => (row.error === '' ? '' : <span className="lmd-is-failed lmd-long">{row.error}</span>) },
];

/** Every call that the stage made to AWS; changes are bold. */
export function AwsCallsTable({ rows }: { rows: readonly CallRow[] }): React.ReactElement {
  return <div className="lmd-scroll"><DataTable label="AWS calls" columns={COLUMNS} rows={rows} keyOf={(row) => row.key} /></div>;
}
