import type { StageDetails } from '../read/readDetails';
import { readFlag, readText } from '../read/readers';
import { formatVersion } from '../text/formats';
import { sharesOf } from './traffic';
import type { OutputRow } from './outputs';

/** Words for a version: whether the stage published or reused it. */
function versionText({ outcome }: Pick<StageDetails, 'outcome'>): string | undefined {
  const { outputs, candidate } = outcome;
  const version = candidate?.version ?? readText(outputs['functionVersion']) ?? readText(outputs['versionId']);
  if (version === undefined) return undefined;
  const isReused = readFlag(outputs['versionReused']);
  const isCreated = readFlag(outputs['lambdaCreated']) === true;
  const how = isCreated
    ? 'new, with the function'
    : isReused === true
      ? 'reused: code and configuration are the same'
      : isReused === false
        ? 'new'
        : '';
  return `${formatVersion(version)} ${how}`.trim();
}

/** The result of a Deployment or Update Code: version, code hash and ARN, each only if known. */
export function resultRows({ outcome, stageType }: Pick<StageDetails, 'outcome' | 'stageType'>): OutputRow[] {
  if (stageType !== 'Aws.LambdaDeploymentStage' && stageType !== 'Aws.LambdaUpdateCodeStage') return [];
  const row = (name: string, full: string | undefined, isCode: boolean): OutputRow[] =>
    full === undefined ? [] : [{ name, full, text: full, isCode }];
  const { outputs } = outcome;
  return [
    ...row('Version', versionText({ outcome }), false),
    ...row('Code SHA-256', outcome.candidate?.codeSha256 ?? readText(outputs['codeSha256']), true),
    ...row('Function ARN', readText(outputs['functionARN']), true),
  ];
}

/** Whether traffic bars say more than the table of aliases: more than one version, or a different one than before. */
export function trafficTells({ outcome, stageType }: Pick<StageDetails, 'outcome' | 'stageType'>): boolean {
  if (stageType === 'Aws.LambdaTrafficRoutingStage' || outcome.aliases.length === 0) return true;
  const moments = [outcome.routing.before, outcome.routing.now, outcome.routing.wanted].flatMap((routing) =>
    routing === undefined ? [] : [routing],
  );
  return new Set(moments.flatMap((routing) => sharesOf(routing).map((share) => share.version))).size > 1;
}
