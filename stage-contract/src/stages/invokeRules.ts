import { inlineArtifactText, type StageArtifact } from '../fields/artifact';
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
export function invokeRules(fields: RuledFields): Problem[] {
  const problems = providedRule(fields.version, fields.versionNumber, 'versionNumber');
  const add = (field: string, message: string): void => {
    problems.push({ field, message });
  };
  if (fields.aliasName !== undefined && fields.version !== undefined && fields.version !== '$PREVIOUS')
    add('version', 'is given together with aliasName; name one of the two');
  if (fields.invokePayload !== undefined && fields.payloadArtifact !== undefined)
    add('payloadArtifact', 'is given together with invokePayload; give the payload once');
  for (const [name, artifact] of [
    ['payloadArtifact', fields.payloadArtifact],
    ['outputArtifact', fields.outputArtifact],
  ] as const) {
    const read = artifact === undefined ? undefined : inlineArtifactText(artifact);
    if (read?.ok === false) add(name, read.message);
  }
  if (fields.outputArtifact !== undefined && fields.expect?.body !== undefined)
    add('outputArtifact', 'is given together with expect.body; give the expected body once');
  if (
    fields.invocationType !== undefined &&
    fields.invocationType !== 'RequestResponse' &&
    (fields.expect !== undefined || fields.outputArtifact !== undefined)
  )
    add('expect', `needs an answer, and ${fields.invocationType} gives none; use RequestResponse`);
  return [...problems, ...patternProblems(fields.expect, 'expect')];
}
