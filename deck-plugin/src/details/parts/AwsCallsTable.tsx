import React from 'react';
import { clipMiddle } from '../text/formats';
import type { CallRow } from '../transforms/awsCalls';
import { CopyButton } from './CopyButton';
import { type Column, DataTable } from './DataTable';

function RequestId({ row, isShort }: { row: CallRow; isShort: boolean }): React.ReactElement {
  return <span className={isShort ? 'lmd-nowrap' : ''}><code title={row.requestId}>{isShort ? clipMiddle(row.requestId) : row.requestId}</code> <CopyButton text={row.requestId} what={`request id of ${row.call}`} /></span>;
}

const CallError = ({ error }: Pick<CallRow, 'error'>): React.ReactElement => <span className="lmd-is-failed lmd-long">{error}</span>;

function CallCell({ row, withError }: { row: CallRow; withError: boolean }): React.ReactElement {
  return <>{row.isChange ? <b className="lmd-words">{row.call}</b> : <span className="lmd-words">{row.call}</span>}{withError && row.error !== '' && <CallError error={row.error} />}</>;
}

const columns = (isNarrow: boolean): readonly Column<CallRow>[] => [
  { heading: 'Time', cell: (row) => (row.time === '' ? '' : <span className="lmd-nowrap lmd-digits">{row.time}</span>) },
  { heading: 'Call', cell: (row) => <CallCell row={row} withError={isNarrow} /> },
  { heading: 'Request id', cell: (row) => (row.requestId === '' ? '' : <RequestId row={row} isShort={isNarrow} />) },
  { heading: 'Duration', cell: (row) => row.duration, isFigure: true },
  { heading: 'Error', cell: (row) => (row.error === '' || isNarrow ? '' : <CallError error={row.error} />), isWide: true },
];

/** Every call that the stage made to AWS; changes are bold, request ids short and errors below their call where there is little room. */
export function AwsCallsTable({ rows, isNarrow }: { rows: readonly CallRow[]; isNarrow: boolean }): React.ReactElement {
  return <div className="lmd-scroll"><DataTable label="AWS calls" columns={columns(isNarrow)} rows={rows} keyOf={(row) => row.key} /></div>;
}
