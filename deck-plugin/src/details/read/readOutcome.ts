import { OPERATION_STATUSES, type OperationStatus } from 'stage-contract';
import type { HoldView, OutcomeView, TargetView } from './outcomeView';
import {
  readAlias,
  readAwsCall,
  readDeletion,
  readDifference,
  readFailure,
  readInvocation,
  readRouting,
  readStep,
  readTimelineEntry,
  readVersion,
} from './readParts';
import { readRevertTimer } from './revertTimer';
import {
  isRecord,
  present,
  readField,
  readList,
  readNumber,
  readRecord,
  readText,
  readTimeMs,
  readWord,
} from './readers';

/** Fields of which at least one must be readable before a document counts as an outcome. */
const TELLING_FIELDS = ['progress', 'steps', 'failure', 'outputs', 'routing', 'invocations', 'deletions'] as const;

/** Whether a document says anything that this page could show; a status alone is no outcome. */
export function isOutcome(document: unknown): boolean {
  if (!isRecord(document)) return false;
  return TELLING_FIELDS.some((name) => {
    const value = readField(document, name);
    return name === 'progress'
      ? readText(value) !== undefined
      : isRecord(value) || (Array.isArray(value) && value.length > 0);
  });
}

/** Other words for the four statuses, as other writers and Orca itself spell them. */
const STATUS_SPELLINGS: Readonly<Record<string, OperationStatus>> = {
  CANCELLED: 'CANCELED',
  FAILED: 'TERMINAL',
  COMPLETED: 'SUCCEEDED',
};

const readStatus = (value: unknown): OperationStatus | undefined =>
  readWord(OPERATION_STATUSES, value) ??
  (typeof value === 'string' && Object.prototype.hasOwnProperty.call(STATUS_SPELLINGS, value)
    ? STATUS_SPELLINGS[value]
    : undefined);

/** Where the stage works, from an outcome's target or from the stage's own fields. */
export const readTarget = (value: unknown): TargetView =>
  present({
    account: readText(readField(value, 'account')),
    region: readText(readField(value, 'region')),
    functionName: readText(readField(value, 'functionName')),
    aliasName: readText(readField(value, 'aliasName')),
  });

function readOmitted(value: unknown): Record<string, number> {
  return Object.fromEntries(
    Object.entries(readRecord(value)).flatMap(([name, count]) => {
      const number = readNumber(count);
      return number === undefined || number <= 0 ? [] : [[name, number]];
    }),
  );
}

/** A hold with both its ends, in their order. */
function readHold(value: unknown): HoldView | undefined {
  const [fromMs, untilMs] = [readTimeMs(readField(value, 'from')), readTimeMs(readField(value, 'until'))];
  return fromMs === undefined || untilMs === undefined || untilMs <= fromMs ? undefined : { fromMs, untilMs };
}

/** Planned weights in the order of their times; undefined when there are none. */
function readPlanned(value: unknown): OutcomeView['routing']['planned'] | undefined {
  const planned = readList(value, (entry) => {
    const [afterSeconds, weightPercent] = [
      readNumber(readField(entry, 'afterSeconds')),
      readNumber(readField(entry, 'weightPercent')),
    ];
    return afterSeconds === undefined ||
      afterSeconds < 0 ||
      weightPercent === undefined ||
      weightPercent < 0 ||
      weightPercent > 100
      ? undefined
      : { afterSeconds, weightPercent };
  });
  return planned.length === 0 ? undefined : planned.sort((a, b) => a.afterSeconds - b.afterSeconds);
}

function readRoutings(value: unknown): OutcomeView['routing'] {
  return present({
    before: readRouting(readField(value, 'before')),
    highest: readRouting(readField(value, 'highest')),
    now: readRouting(readField(value, 'now')),
    wanted: readRouting(readField(value, 'wanted')),
    planned: readPlanned(readField(value, 'planned')),
  });
}

/**
 * Reads an outcome field by field; what is missing, older or nonsense is left out, and nothing throws.
 * The form of the document is `outcomeSchema` of the contract.
 */
export function readOutcome(document: unknown): OutcomeView {
  const field = (name: string): unknown => readField(document, name);
  return {
    ...present({
      formatVersion: readNumber(field('formatVersion')),
      status: readStatus(field('status')),
      progress: readText(field('progress')),
      startedAtMs: readTimeMs(field('startedAt')),
      endedAtMs: readTimeMs(field('endedAt')),
      baseline: readVersion(field('baseline')),
      candidate: readVersion(field('candidate')),
      hold: readHold(field('hold')),
      revertTimer: readRevertTimer(field('revertTimer')),
      failure: readFailure(field('failure')) ?? readFailure(field('error')),
    }),
    target: readTarget(field('target')),
    routing: readRoutings(field('routing')),
    steps: readList(field('steps'), readStep),
    timeline: readList(field('timeline'), readTimelineEntry),
    differences: readList(field('differences'), readDifference),
    aliases: readList(field('aliases'), readAlias),
    invocations: readList(field('invocations'), readInvocation),
    deletions: readList(field('deletions'), readDeletion),
    awsCalls: readList(field('awsCalls'), readAwsCall),
    omitted: readOmitted(field('omitted')),
    warnings: readList(field('warnings'), readText),
    outputs: readRecord(field('outputs')),
  };
}
