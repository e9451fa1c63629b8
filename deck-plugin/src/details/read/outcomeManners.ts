import {
  present,
  aliasReportSchema,
  assertionReportSchema,
  differenceSchema,
  failureSchema,
  guardReportSchema,
  invocationReportSchema,
  OPERATION_STATUSES,
  outcomeSchema,
  problemReportSchema,
  evidenceSchema,
  revertTimerSchema,
  routingSchema,
  routingsSchema,
  stepReportSchema,
  timelineEntrySchema,
  toldSchema,
  versionFactsSchema,
  watchedAlarmSchema,
  watchingSchema,
  type OperationStatus,
} from 'stage-contract';
import { manner, type Manners } from './readLeniently';
import { isRecord, readField, readNumber, readText, readWord } from './readers';

/** Other words for the four statuses, as other writers and Orca itself spell them. */
const STATUS_SPELLINGS: Readonly<Record<string, OperationStatus>> = {
  CANCELLED: 'CANCELED',
  FAILED: 'TERMINAL',
  COMPLETED: 'SUCCEEDED',
};

/** A bare number or text is a version's number. */
const versionForm = (value: unknown): unknown => (isRecord(value) ? value : { version: value });

/** A step that has a sentence, or at least an ID. */
function stepForm(value: unknown, position: number): unknown {
  if (!isRecord(value)) return undefined;
  const id = readText(readField(value, 'id'));
  const sentence = readText(readField(value, 'sentence')) ?? id;
  return { ...value, id: id ?? `step ${position + 1}`, sentence };
}

/** Calls are counted from 1. */
const invocationForm = (value: unknown, position: number): unknown =>
  isRecord(value) ? { ...value, index: readNumber(readField(value, 'index')) ?? position + 1 } : undefined;

/** A failure in the contract's words, as `{ code, message }`, or as plain text. */
function failureForm(value: unknown): unknown {
  if (!isRecord(value)) return { what: value };
  const text = (name: string): string | undefined => readText(readField(value, name));
  return {
    ...value,
    ...present({ what: text('what') ?? text('message') ?? text('code'), next: text('next') ?? text('hint') }),
  };
}

/** A problem may be plain text. */
const problemForm = (value: unknown): unknown => (isRecord(value) ? value : { message: value });

/** What the page accepts in addition to the contract's own format, and what it requires. */
export const outcomeManners: Manners = new Map([
  manner(outcomeSchema, { needs: [] }),
  manner(outcomeSchema.shape.status, {
    accept: (value) =>
      readWord(OPERATION_STATUSES, value) ?? readField(STATUS_SPELLINGS, typeof value === 'string' ? value : ''),
  }),
  manner(outcomeSchema.shape.target, { needs: [] }),
  manner(outcomeSchema.shape.hold, {
    needs: ['from', 'until'],
    keep: (hold) => (hold === undefined || hold.untilMs <= hold.fromMs ? undefined : hold),
  }),
  manner(outcomeSchema.shape.omitted, {
    keep: (omitted) => Object.fromEntries(Object.entries(omitted ?? {}).filter(([, count]) => count > 0)),
  }),
  manner(routingSchema.shape.additionalWeightPercent, {
    keep: (percent) => (percent === undefined ? undefined : Math.min(100, Math.max(0, percent))),
  }),
  manner(routingsSchema.shape.planned, {
    keep: (planned) =>
      planned
        ?.filter(({ afterSeconds, weightPercent }) => afterSeconds >= 0 && weightPercent >= 0 && weightPercent <= 100)
        .sort((a, b) => a.afterSeconds - b.afterSeconds),
  }),
  manner(versionFactsSchema, { accept: versionForm }),
  manner(stepReportSchema, { accept: stepForm }),
  // A state that this page does not know counts as still to do.
  manner(stepReportSchema.shape.state, { otherwise: 'todo' }),
  manner(timelineEntrySchema, {
    keep: (entry) => (entry.reason === '' && entry.routing === undefined ? undefined : entry),
  }),
  manner(timelineEntrySchema.shape.reason, { otherwise: '' }),
  manner(differenceSchema.shape.change, { otherwise: 'changed' }),
  manner(aliasReportSchema.shape.note, { otherwise: '' }),
  manner(invocationReportSchema, { accept: invocationForm }),
  manner(assertionReportSchema.shape.expected, { otherwise: 'not recorded' }),
  manner(assertionReportSchema.shape.got, { otherwise: 'not recorded' }),
  // A missing result counts as not met, so that it is noticed.
  manner(assertionReportSchema.shape.ok, { otherwise: false }),
  manner(evidenceSchema.shape.measured, { otherwise: '' }),
  manner(evidenceSchema.shape.figures, { otherwise: {} }),
  manner(evidenceSchema.shape.verdict, { keepsUnknownWords: true }),
  manner(watchedAlarmSchema.shape.state, { keepsUnknownWords: true }),
  manner(guardReportSchema, { needs: ['metric', 'verdict'] }),
  manner(guardReportSchema.shape.metric, { keepsUnknownWords: true }),
  manner(guardReportSchema.shape.verdict, { keepsUnknownWords: true }),
  manner(failureSchema, { accept: failureForm, needs: ['what'] }),
  manner(problemReportSchema, { accept: problemForm }),
  manner(problemReportSchema.shape.field, { otherwise: '' }),
  manner(revertTimerSchema, { needs: ['state', 'revertAt', 'to'] }),
  // A state that this page does not know counts as pending.
  manner(revertTimerSchema.shape.state, { otherwise: 'pending' }),
  manner(watchingSchema, { needs: ['state', 'until', 'to'] }),
  manner(watchingSchema.shape.state, { otherwise: 'pending' }),
  manner(toldSchema.shape.values, { otherwise: {} }),
]);
