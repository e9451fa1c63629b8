import React from 'react';
import type { StageOutcomeProps } from '../outcomeTab';
import { evidenceRows } from '../transforms/evidence';
import { alarmRows } from '../transforms/watch/alarmRows';
import { guardTiles } from '../transforms/watch/guardTiles';
import { watchSummary } from '../transforms/watch/watchSummary';
import { Block } from './Block';
import { EvidenceTable } from './EvidenceTable';
import { AlarmList } from './watch/AlarmList';
import { GuardTiles } from './watch/GuardTiles';

/** What the version is judged by: guards and alarms at the last look, then every measurement so far. */
export function Evidence({
  details,
  times,
  isNarrow,
}: StageOutcomeProps & { isNarrow: boolean }): React.ReactElement | null {
  const tiles = guardTiles(details);
  const alarms = alarmRows(details, times);
  const rows = evidenceRows(details, times);
  const isWatched = tiles.length + alarms.length > 0;
  if (!isWatched && rows.length === 0) return null;
  return (
    <Block title="Evidence" aside={isWatched ? watchSummary(details, times) : ''}>
      {tiles.length > 0 && <GuardTiles tiles={tiles} />}
      {alarms.length > 0 && <AlarmList alarms={alarms} />}
      {rows.length > 0 && <EvidenceTable rows={rows} isNarrow={isNarrow} />}
    </Block>
  );
}
