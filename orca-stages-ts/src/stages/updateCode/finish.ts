import type { UpdateCodeInput } from 'stage-contract';
import type { OutcomeReport } from '../../model/report';
import { routingWords, versionWords } from '../../model/routing';
import type { Finish } from '../../model/stage';
import { codeOutputs, listWords } from '../shared/code';
import type { UpdateCodeFacts } from './steps';

/** The words and outputs of an Update Code that has succeeded. */
export function finishUpdateCode(
  input: UpdateCodeInput,
  facts: Readonly<Partial<UpdateCodeFacts>>,
  report: Readonly<OutcomeReport>,
): Finish {
  return {
    headline: headline(input, facts, report),
    outputs: { ...report.outputs, ...codeOutputs(input.functionName, facts) },
  };
}

function headline(
  input: UpdateCodeInput,
  facts: Readonly<Partial<UpdateCodeFacts>>,
  report: Readonly<OutcomeReport>,
): string {
  const changed = (report.differences ?? []).length > 0;
  if (facts.version === undefined)
    return changed
      ? `Updated the code of ${input.functionName} without publishing`
      : `Nothing changed: ${input.functionName} has this code`;
  const version = versionWords(facts.version);
  if (facts.versionReused === true) return `Nothing changed: ${version} has this code`;
  const aliases = (report.aliases ?? []).slice(0, 3).map((alias) => `${alias.alias} at ${routingWords(alias.routing)}`);
  return `Published ${version}${aliases.length === 0 ? '' : ` and left ${listWords(aliases)}`}`;
}
