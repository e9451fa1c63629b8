import React from 'react';
import { clipMiddle } from '../text/formats';
import type { CallRow } from '../transforms/awsCalls';
import { CopyButton } from './CopyButton';
import { type Column, DataTable } from './DataTable';

/** How much room the list has: request IDs are shown in full, shortened, or below their call. */
export type Room = 'wide' | 'medium' | 'narrow';

/** Length of AWS's own request IDs; only these are kept on one line. */
const REQUEST_ID_LENGTH = 36;

function RequestId({ row, isShort }: { row: CallRow; isShort: boolean }): React.ReactElement | null {
  if (row.requestId === '') return null;
  return (
    <span className={isShort || row.requestId.length <= REQUEST_ID_LENGTH ? 'lst-nowrap' : ''}>
      <code title={row.requestId}>{isShort ? clipMiddle(row.requestId) : row.requestId}</code>{' '}
      <CopyButton text={row.requestId} what={`request id of ${row.call}`} />
    </span>
  );
}

/** AWS's name of a call, which may break between its words. */
function CallName({ name }: { name: string }): React.ReactElement {
  return (
    <>
      {name.split(/(?<=:)|(?<=[a-z])(?=[A-Z])/).map((part, index) => (
        <React.Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </React.Fragment>
      ))}
    </>
  );
}

function Call({ row, room }: { row: CallRow; room: Room }): React.ReactElement {
  return (
    <>
      {row.isChange ? (
        <b className="lst-words">
          <CallName name={row.call} />
        </b>
      ) : (
        <span className="lst-words">
          <CallName name={row.call} />
        </span>
      )}
      {room === 'narrow' && row.requestId !== '' && (
        <div>
          <RequestId row={row} isShort />
        </div>
      )}
      {row.error !== '' && <span className="lst-is-failed lst-long">Error: {row.error}</span>}
    </>
  );
}

const columns = (room: Room): readonly Column<CallRow>[] => [
  {
    heading: 'Time',
    cell: (row) => (row.time === '' ? '' : <span className="lst-nowrap lst-digits">{row.time}</span>),
  },
  { heading: 'Call', cell: (row) => <Call row={row} room={room} /> },
  ...(room === 'narrow'
    ? []
    : [
        {
          heading: 'Request id',
          cell: (row: CallRow) => (row.requestId === '' ? '' : <RequestId row={row} isShort={room === 'medium'} />),
        },
      ]),
  { heading: 'Duration', cell: (row) => row.duration, isFigure: true },
];

/** Every call that the stage made to AWS; changes are bold, errors are below their call. */
export function AwsCallsTable({ rows, room }: { rows: readonly CallRow[]; room: Room }): React.ReactElement {
  return (
    <div className="lst-scroll">
      <DataTable label="AWS calls" columns={columns(room)} rows={rows} keyOf={(row) => row.key} />
    </div>
  );
}
