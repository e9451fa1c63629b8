import { present, say, StageError } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { waitUntilSettled } from '../settle/waitUntilSettled';
import type { CodeFacts } from './codeFacts';
import type { ReuseStep } from './codeSteps';
import type { CodeInput } from './observeCode';
import { candidatePins, candidateReport, keptDescription, versionFacts } from './publishHead';
import { headFacts } from './updateCode';

/** Waits until AWS has finished with the head, and reads its RevisionId, because completing an update changes it. */
export async function applySettleHead(context: ApplyContext<CodeFacts>): Promise<Applied<CodeFacts>> {
  if (context.facts.headSettled === true) return { kind: 'done', note: say('settledAtOnce', {}) };
  const look = await waitUntilSettled(context);
  return look.kind === 'wait' ? look : { kind: 'done', facts: headFacts(look.found) };
}

/** Waits until the published version can be called. */
export async function applySettleVersion(context: ApplyContext<CodeFacts>): Promise<Applied<CodeFacts>> {
  const { version, versionSettled, versionInactive } = context.facts;
  if (version === undefined)
    throw new StageError({
      code: 'internal',
      what: say('notPublishedBeforeWaiting', {}),
      where: targetWords(context.operation.target),
    });
  if (versionInactive === true) return { kind: 'done', note: say('versionIsInactive', { version }) };
  if (versionSettled === true) return { kind: 'done', note: say('versionActiveAtOnce', { version }) };
  const look = await waitUntilSettled(context, version);
  if (look.kind === 'wait') return look;
  return {
    kind: 'done',
    note: say('versionActive', { version }),
    facts: versionFacts(look.found),
    report: candidateReport(look.found),
  };
}

/** Continues with the version that an earlier attempt of this execution published. */
export async function applyReuse(
  step: ReuseStep,
  input: CodeInput,
  context: ApplyContext<CodeFacts>,
): Promise<Applied<CodeFacts>> {
  const { version, versionArn, versionRevisionId, codeSha256, publishedAt: lastModified, description } = step;
  const found = { version, lastModified, codeSha256, ...present({ description }) };
  return {
    kind: 'done',
    state: 'same',
    note: say('reused', { version }),
    facts: { version, versionArn, versionRevisionId, versionSettled: true, versionReused: true, codeSha256 },
    pins: await candidatePins(found, { reused: true }, context),
    report: { ...candidateReport(found), ...keptDescription(found, input) },
  };
}
