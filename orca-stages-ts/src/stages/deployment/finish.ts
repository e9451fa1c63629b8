import { present, say, type AliasAt, type AliasReport, type DeploymentInput, type Saying } from 'stage-contract';
import type { OutcomeReport } from '../../model/report';
import type { Finish } from '../../model/stage';
import { codeOutputs } from '../shared/code';
import type { DeploymentFacts } from './steps';

/** Headline and outputs of a successful Deployment. */
export function finishDeployment(
  input: DeploymentInput,
  facts: Readonly<Partial<DeploymentFacts>>,
  report: Readonly<OutcomeReport>,
): Finish {
  return {
    headline: headline(input, facts, report),
    outputs: {
      ...report.outputs,
      ...codeOutputs(input.functionName, facts),
      ...present({ aliasArn: facts.aliasArn }),
    },
  };
}

function headline(
  input: DeploymentInput,
  facts: Readonly<Partial<DeploymentFacts>>,
  report: Readonly<OutcomeReport>,
): Saying {
  const { functionName } = input,
    { version } = facts,
    changes = report.differences ?? [];
  const moved = (facts.routedAliases ?? []).filter(({ changed }) => changed).map(aliasAt);
  if (facts.created === true) return say('functionCreated', { functionName, moved, ...present({ version }) });
  const isUnchanged = changes.length + moved.length === 0;
  if (version === undefined)
    return isUnchanged
      ? say('functionUnchanged', { functionName })
      : say('updatedWithoutPublishing', { functionName, moved });
  if (facts.versionReused !== true)
    return say('publishedVersion', { version, moved, kept: keptAliases(input, report, moved) });
  return isUnchanged
    ? say('versionUnchanged', { version })
    : say('versionReused', { version, moved, changed: changes.map(({ setting }) => setting) });
}

const aliasAt = ({ alias, routing }: AliasReport): AliasAt => ({ alias, routing });

/** Listed aliases that kept their routing. */
const keptAliases = (
  { aliases: listed = [] }: DeploymentInput,
  { aliases = [] }: Readonly<OutcomeReport>,
  moved: readonly AliasAt[],
): AliasAt[] =>
  aliases.filter(({ alias }) => listed.includes(alias) && !moved.some((other) => other.alias === alias)).map(aliasAt);
