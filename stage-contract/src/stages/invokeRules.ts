import { artifactProblems, type StageArtifact } from '../fields/artifact';
import { patternProblems, type Expectation } from '../fields/expectation';
import { providedRule } from '../fields/version';
import type { Problem } from '../problem';

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

/** What the fields of an Invoke must be together. */
export const invokeRules = (fields: RuledFields): Problem[] => [
  ...versionRules(fields),
  ...payloadRules(fields),
  ...expectationRules(fields),
];

function versionRules({ aliasName, version, versionNumber }: RuledFields): Problem[] {
  const problems = providedRule(version, versionNumber, 'versionNumber');
  if (aliasName !== undefined && version !== undefined && version !== '$PREVIOUS')
    problems.push({ field: 'version', message: 'is given together with aliasName; name one of the two' });
  return problems;
}

function payloadRules({ invokePayload, payloadArtifact, outputArtifact }: RuledFields): Problem[] {
  const isTwice = invokePayload !== undefined && payloadArtifact !== undefined;
  return [
    ...(isTwice
      ? [{ field: 'payloadArtifact', message: 'is given together with invokePayload; give the payload once' }]
      : []),
    ...artifactProblems({ payloadArtifact, outputArtifact }),
  ];
}

function expectationRules({ expect, outputArtifact, invocationType }: RuledFields): Problem[] {
  const problems: Problem[] = [];
  if (outputArtifact !== undefined && expect?.body !== undefined)
    problems.push({
      field: 'outputArtifact',
      message: 'is given together with expect.body; give the expected body once',
    });
  const isAnswered = invocationType === undefined || invocationType === 'RequestResponse';
  if (!isAnswered && (expect !== undefined || outputArtifact !== undefined))
    problems.push({
      field: 'expect',
      message: `needs an answer, and ${invocationType} gives none; use RequestResponse`,
    });
  return [...problems, ...patternProblems(expect, 'expect')];
}
