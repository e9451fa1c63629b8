import type { FormRow } from '../../form/stageForm';
import { AlarmsRow } from './evidence/AlarmsRow';
import { BakeRow, WatchAfterRow } from './evidence/BakeRow';
import { GuardsRow } from './evidence/GuardsRow';
import { TooFewRow } from './evidence/TooFewRow';
import { FailurePolicyRow } from './FailurePolicyRow';
import { PresetRow, StepsRow } from './gradual/GradualRows';
import { HealthCheckRow } from './HealthCheckRow';
import { RevertTimerRow } from './RevertTimerRow';
import { StrategyRow } from './StrategyRow';
import { reservedConcurrencyRow } from '../../form/concurrency/ReservedConcurrencyRow';
import { EventSourcesRow } from '../../form/eventSources/EventSourcesRow';
import { AliasRow } from '../../form/target/AliasRow';
import { targetRows } from '../../form/target/TargetRows';
import { saysNothing, usedBy } from './transforms/strategyFields';
import { TrafficRow, VersionARow, VersionBRow } from './TrafficRows';

/** The rows of Route. Beyond target and strategy, they depend on the strategy. */
export const routeRows: readonly FormRow[] = [
  ...targetRows,
  { fields: ['aliasName'], Row: AliasRow },
  { fields: ['deploymentStrategy'], Row: StrategyRow },
  reservedConcurrencyRow,
  { fields: ['healthCheck', 'payloadArtifact', 'outputArtifact', 'timeout'], Row: HealthCheckRow },
  {
    fields: ['versionNameA', 'versionNumberA'],
    Row: VersionARow,
    asked: usedBy(['versionNameA', 'versionNumberA']),
  },
  {
    fields: ['versionNameB', 'versionNumberB'],
    Row: VersionBRow,
    asked: usedBy(['versionNameB', 'versionNumberB']),
  },
  {
    fields: ['trafficPercentA'],
    Row: TrafficRow,
    asked: usedBy(['trafficPercentA']),
    meansNothing: saysNothing,
  },
  { fields: ['onFailure', 'destroyOnFail'], Row: FailurePolicyRow },
  { fields: ['preset'], Row: PresetRow, asked: usedBy(['preset', 'steps']) },
  {
    fields: ['revertUnlessPromotedWithinSeconds'],
    Row: RevertTimerRow,
    asked: usedBy(['revertUnlessPromotedWithinSeconds']),
  },
  { fields: ['alarms'], Row: AlarmsRow },
  { fields: ['onAlarmAtStart'] },
  { fields: ['guards'], Row: GuardsRow, asked: usedBy(['guards']) },
  { fields: ['evidence'], Row: TooFewRow, asked: usedBy(['evidence']) },
  { fields: ['bakeSeconds'], Row: BakeRow, asked: usedBy(['bakeSeconds']) },
  { fields: ['watchSeconds'], Row: WatchAfterRow },
  { fields: ['eventSources'], Row: EventSourcesRow },
  { fields: ['steps'], Row: StepsRow, asked: usedBy(['preset', 'steps']) },
];
