import { present, OUTCOME_FORMAT_VERSION, type Told } from 'stage-contract';
import type { AwsCallView, FailureView, OutcomeView, ProgressPart, ProgressView, StepView } from './outcomeView';
import type { Lead } from './told';

/*
 * The one place where words decide: those of release 0.1.0, which are fixed and came without codes. What they say is written down in
 * today's form, so that everything else decides by kinds, flags and codes.
 */

type DifferenceView = OutcomeView['differences'][number];

/** A step of 0.1.0 by its id (`weight:10`, `hold:10`, `promote`) and the beginning of its sentence. */
function stepOfForm1(step: StepView, progress: string | undefined): StepView {
  const isHold = /^hold\b/i.test(step.sentence);
  const [, percent] = /^(?:weight|hold):(\d+)$/.exec(step.id) ?? [];
  const weightPercent = step.id === 'promote' ? 100 : percent === undefined ? undefined : Number(percent);
  const { note, ...rest } = step;
  return {
    ...rest,
    ...(isHold ? { kind: 'hold' } : {}),
    ...(isHold || /^wait/i.test(step.sentence) ? { waits: true } : {}),
    ...present({ weightPercent, note: note === progress || isSaid(note, step.sentence) ? undefined : note }),
  };
}

/** Whether a note only says the routing again that its step's sentence ends with. */
const isSaid = (note: string | undefined, sentence: string): boolean =>
  note !== undefined && /^\S+ → /.test(note) && sentence.endsWith(note.replace(/^\S+ → /, ''));

/** The operation of a call, without the service in front (`lambda:GetAlias`, `Lambda.GetAlias`, `lambda GetAlias v41`). */
const operationOf = (call: string): string => /(?:^|[\s.:])([A-Z][A-Za-z0-9]+)/.exec(call)?.[1] ?? call;

/** Operations that leave AWS as it is; running a function is no change to it. */
const READS = /^(Get|List|Head|Describe|Invoke|AssumeRole|Lookup|Simulate)/;

const callOfForm1 = (call: AwsCallView): AwsCallView => ({
  ...call,
  changes: !READS.test(operationOf(call.call)) && !call.call.endsWith('(dry run)'),
});

/** Variables of the environment, in any spelling of the setting's name: their values are secrets. */
const ENVIRONMENT = /^\s*env(ironment)?\b|envVariables/i;

const differenceOfForm1 = (difference: DifferenceView): DifferenceView =>
  ENVIRONMENT.test(difference.setting) ? { ...difference, secret: true } : difference;

const LEADS = ['reverted', 'cancelled', 'failed', 'superseded', 'holding'] as const satisfies readonly Lead[];

const leadOfText = (text: string): Lead | undefined => LEADS.find((lead) => text.toLowerCase().startsWith(lead));

/** Codes whose words begin with a status, for a failure that does. */
const LEADING_CODES: Readonly<Record<Lead, string>> = {
  reverted: 'reverted',
  cancelled: 'wasCancelled',
  failed: 'failed',
  superseded: 'supersededBy',
  holding: 'holding',
};

/** A text of which no more is known than its words. */
const AS_WRITTEN: Told = { code: 'asWritten', values: {} };

/** A failure with the status that its sentence begins with, and whether it quotes AWS; its advice stays as it is worded. */
function failureOfForm1(failure: FailureView): FailureView {
  const { what, awsMessage } = failure;
  const lead = leadOfText(what);
  const quotes = awsMessage !== undefined && what.includes(awsMessage);
  const code = lead === undefined ? AS_WRITTEN.code : LEADING_CODES[lead];
  return { ...failure, told: { code, values: quotes ? { message: awsMessage } : {} }, nextTold: AS_WRITTEN };
}

/** The parts of a progress line that holds what failed, or only what was restored. */
function partsOfForm1(line: string, { what, restored = '', problems = [] }: FailureView): ProgressPart[] {
  const told = [restored, ...problems.map(({ field, message }) => `${field} ${message}`)];
  const part = (words: string): ProgressPart[] =>
    words === '' ? [] : [{ words, ...(told.some((text) => text.includes(words)) ? { says: 'restored' } : {}) }];
  const place = line.indexOf(what);
  if (place < 0) return part(line);
  return [
    ...part(line.slice(0, place).trim()),
    { words: what, says: 'failure' },
    ...part(line.slice(place + what.length).trim()),
  ];
}

/** "Failed: …" as the status and the rest. */
function leadAndRest(progress: string): [lead: string, rest: string] {
  const [lead = ''] = /^(reverted|cancelled|failed|not (fully )?restored): /i.exec(progress) ?? [];
  return [lead.trim(), progress.slice(lead.length)];
}

/** A progress line by its words: "…: 3 min 12 s left" in a hold, "…; back to v41 in 1 h unless promoted" with a timer. */
function progressOfForm1({ progress = '', hold, revertTimer, failure }: OutcomeView): ProgressView {
  const timeless = hold === undefined ? progress : progress.replace(/: [^:]* left$/, '');
  const lasting = revertTimer === undefined ? timeless : timeless.replace(/; back to [^;]* unless promoted$/, '');
  const lead = leadOfText(lasting);
  const [before, rest] = leadAndRest(lasting);
  return {
    lasting,
    ...(lead === undefined ? {} : { lead }),
    before,
    parts: failure === undefined ? [] : partsOfForm1(rest, failure),
  };
}

/** An outcome of form 1 in today's form. In one of form 2, what an older release has planned, said or called before the upgrade has no code either. */
export function outcomeOfForm1(outcome: OutcomeView): OutcomeView {
  const { formatVersion = 1, failure, progressTold, awsCalls, differences } = outcome;
  const isOld = formatVersion < OUTCOME_FORMAT_VERSION;
  return {
    ...outcome,
    steps: outcome.steps.map((step) => (step.told === undefined ? stepOfForm1(step, outcome.progress) : step)),
    awsCalls: awsCalls.map((call) => (call.changes === undefined ? callOfForm1(call) : call)),
    differences: isOld ? differences.map(differenceOfForm1) : differences,
    ...(failure === undefined || failure.told !== undefined ? {} : { failure: failureOfForm1(failure) }),
    ...(progressTold === undefined ? { progressSays: progressOfForm1(outcome) } : {}),
  };
}
