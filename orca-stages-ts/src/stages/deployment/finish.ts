import type { AliasReport, DeploymentInput } from 'stage-contract';
import type { OutcomeReport } from '../../model/report';
import { routingWords, versionWords } from '../../model/routing';
import type { Finish } from '../../model/stage';
import { codeOutputs, listWords } from '../shared/code';
import type { DeploymentFacts } from './steps';

/** The words and outputs of a Deployment that has succeeded. */
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
      ...(facts.aliasArn === undefined ? {} : { aliasArn: facts.aliasArn }),
    },
  };
}

function headline(
  input: DeploymentInput,
  facts: Readonly<Partial<DeploymentFacts>>,
  report: Readonly<OutcomeReport>,
): string {
  const changes = report.differences ?? [],
    version = facts.version === undefined ? undefined : versionWords(facts.version);
  const aliases = (facts.routedAliases ?? []).filter((alias) => alias.changed);
  if (facts.created === true)
    return [
      `Created ${input.functionName}`,
      ...(version === undefined ? [] : [`published ${version}`]),
      ...aliases.map(arrow),
    ].join(', ');
  const kept = keptWords(input, report, aliases);
  const changed = aliases.length === 0 ? '' : `, ${aliases.map(arrow).join(', ')}`;
  if (version === undefined)
    return changes.length + aliases.length === 0
      ? `Nothing changed: ${input.functionName} has this code and configuration`
      : `Updated ${input.functionName} without publishing${changed}`;
  if (facts.versionReused !== true) return `Published ${version}${changed}${kept === '' ? '' : ` and left ${kept}`}`;
  if (changes.length + aliases.length === 0) return `Nothing changed: ${version} has this code and configuration`;
  return `Reused ${version}, which has this code and configuration${changed}${changes.length === 0 ? '' : `; changed ${shortList(changes.map((change) => change.setting))}`}`;
}

const arrow = (alias: AliasReport): string => `${alias.alias} → ${routingWords(alias.routing).replace(' 100%', '')}`;

/** Listed aliases that kept their routing, as `live at v41 100%`. */
function keptWords(input: DeploymentInput, report: Readonly<OutcomeReport>, changed: readonly AliasReport[]): string {
  const kept = (report.aliases ?? []).filter(
    ({ alias }) => (input.aliases ?? []).includes(alias) && !changed.some((other) => other.alias === alias),
  );
  return shortList(kept.map((alias) => `${alias.alias} at ${routingWords(alias.routing)}`));
}

/** At most three, and how many more there are. */
const shortList = (items: readonly string[]): string =>
  items.length <= 3 ? listWords(items) : `${items.slice(0, 3).join(', ')} and ${items.length - 3} more`;
