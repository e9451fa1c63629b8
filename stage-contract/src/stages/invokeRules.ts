import { artifactProblems, type StageArtifact } from '../fields/artifact';
import { patternProblems, type Expectation } from '../fields/expectation';
import { providedRule } from '../fields/version';
import { problem, type Problem } from '../messages/problem';

interface RuledFields {
  aliasName?: string | undefined;
  version?: string | undefined;
  versionNumber?: string | undefined;
  invokePayload?: unknown;
  payloadArtifact?: StageArtifact | undefined;
  outputArtifact?: StageArtifact | undefined;
  invocationType?: string | undefined;
  expect?: Expectation | undefined;
}

/** Rules for the fields of an Invoke in combination. */
export const invokeRules = (fields: RuledFields): Problem[] => [
  ...versionRules(fields),
  ...payloadRules(fields),
  ...expectationRules(fields),
];

function versionRules({ aliasName, version, versionNumber }: RuledFields): Problem[] {
  const problems = providedRule(version, versionNumber, 'versionNumber');
  if (aliasName !== undefined && version !== undefined && version !== '$PREVIOUS')
    problems.push(problem('version', 'givenTogether', { others: ['aliasName'] }));
  return problems;
}

function payloadRules({ invokePayload, payloadArtifact, outputArtifact }: RuledFields): Problem[] {
  const isTwice = invokePayload !== undefined && payloadArtifact !== undefined;
  return [
    ...(isTwice ? [problem('payloadArtifact', 'givenTogether', { others: ['invokePayload'] })] : []),
    ...artifactProblems({ payloadArtifact, outputArtifact }),
  ];
}

function expectationRules({ expect, outputArtifact, invocationType }: RuledFields): Problem[] {
  const problems: Problem[] = [];
  if (outputArtifact !== undefined && expect?.body !== undefined)
    problems.push(problem('outputArtifact', 'givenTogether', { others: ['expect.body'] }));
  const isAnswered = invocationType === undefined || invocationType === 'RequestResponse';
  if (!isAnswered && (expect !== undefined || outputArtifact !== undefined))
    problems.push(problem('expect', 'needsAnswer', { invocationType }));
  return [...problems, ...patternProblems(expect, 'expect')];
}
