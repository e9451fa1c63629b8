import { say, type Saying, type UpdateCodeInput } from 'stage-contract';
import type { OutcomeReport } from '../../model/report';
import type { Finish } from '../../model/stage';
import { codeOutputs } from '../shared/code';
import type { UpdateCodeFacts } from './steps';

/** Headline and outputs of a successful Update Code. */
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
): Saying {
  const changed = (report.differences ?? []).length > 0;
  if (facts.version === undefined)
    return say(changed ? 'codeUpdatedWithoutPublishing' : 'functionHasCode', { functionName: input.functionName });
  const { version } = facts;
  if (facts.versionReused === true) return say('versionHasCode', { version });
  const kept = (report.aliases ?? []).slice(0, 3).map(({ alias, routing }) => ({ alias, routing }));
  return say('publishedVersion', { version, moved: [], kept });
}
