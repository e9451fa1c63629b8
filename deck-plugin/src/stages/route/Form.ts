import type { FormLayout } from '../../form/stageForm';
import { isGiven } from '../../values/readValue';
import { saysNothing, usedBy } from '../../words/strategyWords';
import { PresetRow, StepsRow } from './gradual/GradualRows';
import { HealthCheckRow } from './HealthCheckRow';
import { RevertTimerRow } from './RevertTimerRow';
import { StrategyRow } from './StrategyRow';
import { AliasRow, targetRows } from '../../form/target/TargetRows';
import { TrafficRow, VersionARow, VersionBRow } from './TrafficRows';

/** Route: where, how, and what happens when something is wrong; nothing beyond the strategy is asked before there is one. */
export const routeLayout: FormLayout = {
  type: 'Aws.LambdaTrafficRoutingStage',
  closed: ['concurrency', 'eventSources'],
  sectionAsked: (section, values) =>
    section === 'where' ||
    section === 'how' ||
    (section === 'healthCheck'
      ? usedBy(['$BLUEGREEN'], ['healthCheck', 'payloadArtifact', 'outputArtifact', 'timeout'])(values)
      : isGiven(values['deploymentStrategy'])),
  rows: [
    ...targetRows,
    { fields: ['aliasName'], Row: AliasRow },
    { fields: ['deploymentStrategy'], Row: StrategyRow },
    { fields: ['healthCheck', 'payloadArtifact', 'outputArtifact', 'timeout'], Row: HealthCheckRow },
    {
      fields: ['versionNameA', 'versionNumberA'],
      Row: VersionARow,
      asked: usedBy(['$SIMPLE', '$WEIGHTED', '$BLUEGREEN', '$GRADUAL'], ['versionNameA', 'versionNumberA']),
    },
    {
      fields: ['versionNameB', 'versionNumberB'],
      Row: VersionBRow,
      asked: usedBy(['$WEIGHTED'], ['versionNameB', 'versionNumberB']),
    },
    {
      fields: ['trafficPercentA'],
      Row: TrafficRow,
      asked: usedBy(['$WEIGHTED'], ['trafficPercentA']),
      meansNothing: saysNothing,
    },
    { fields: ['preset'], Row: PresetRow, asked: usedBy(['$GRADUAL'], ['preset', 'steps']) },
    {
      fields: ['revertUnlessPromotedWithinSeconds'],
      Row: RevertTimerRow,
      asked: usedBy(['$WEIGHTED'], ['revertUnlessPromotedWithinSeconds']),
    },
    { fields: ['steps'], Row: StepsRow, asked: usedBy(['$GRADUAL'], ['preset', 'steps']) },
  ],
};
