import React from 'react';
import type { StageDetails } from './read/readDetails';
import type { ZonedTimes } from './text/zonedTimes';
import { AwsCallsTable, type Room } from './parts/AwsCallsTable';
import { Block } from './parts/Block';
import { NARROW_BELOW, ONE_COLUMN_BELOW, useWidth } from '../look/useWidth';
import { callRows, listSummary } from './transforms/awsCalls';

function roomFor(width: number | undefined): Room {
  if (width === undefined || width >= ONE_COLUMN_BELOW) return 'wide';
  return width < NARROW_BELOW ? 'narrow' : 'medium';
}

/** The tab with every call to AWS: time, call, request ID, duration, error. */
export function AwsCalls({ details, times }: { details: StageDetails; times: ZonedTimes }): React.ReactElement {
  const [ref, width] = useWidth<HTMLDivElement>();
  const rows = callRows(details, times);
  const first = details.outcome.awsCalls.find((call) => call.atMs !== undefined)?.atMs;
  const aside = [listSummary(details.outcome), first === undefined ? '' : `time in ${times.zoneName(first)}`]
    .filter((part) => part !== '')
    .join(' · ');
  return (
    <div className="lst-details" ref={ref}>
      {rows.length === 0 ? (
        <p className="lst-subline">No AWS call was reported.</p>
      ) : (
        <Block title="AWS calls" aside={aside}>
          <AwsCallsTable rows={rows} room={roomFor(width)} />
        </Block>
      )}
    </div>
  );
}
