import { HOOK_PHASES, invocationReportSchema, routingSchema, versionFactsSchema } from 'stage-contract';
import { z } from 'zod';
import { wordedSchema } from '../../model/report';
import { stageDocuments } from '../../model/stageDocuments';
import { stageStepSchema } from '../../model/step';
import type { StoredNames } from '../../model/storedDocument';
import { descriptionChangeSchema } from '../shared/aliasLedger';
import { concurrencyRestoreSchemas, concurrencyStepSchemas } from '../shared/concurrency';
import { eventSourceFactsSchema, eventSourceStepSchemas, restoreEventSourceStepSchema } from '../shared/eventSources';

/** What to restore if the stage fails. Every step carries it, because the policy is planned from the started steps. */
const undoSchema = z.object({
  aliasName: z.string(),
  /** The first routing that this execution found; null: the alias did not exist. Or what someone else has left since. */
  first: routingSchema.nullable(),
  /** What it found first, if `first` is someone else's change over which it proceeds. */
  origin: routingSchema.nullable().exactOptional(),
  /** Routings that this execution itself has left or will leave; any other was set by someone else. */
  own: z.array(routingSchema),
  /** The version that this execution published, for `revertAndDeleteCandidate`: no other version is deleted. */
  candidate: z.string().nullable(),
  /** The version that comes in, if this execution has not published it: `revertAndDeleteCandidate` keeps it. */
  kept: z.string().exactOptional(),
  /** If the stage or an earlier one of this execution changes the alias's description. */
  description: descriptionChangeSchema.exactOptional(),
});
export type Undo = z.output<typeof undoSchema>;

const undoableStepSchema = stageStepSchema.extend({ undo: undoSchema });
const withUndo = { undo: undoSchema };
const [reserved, provisioned, settleProvisioned] = concurrencyStepSchemas;
const [restoreReserved, restoreProvisioned] = concurrencyRestoreSchemas;
const [createEventSource, updateEventSource, deleteEventSource] = eventSourceStepSchemas;

const watched = {
  /** Its looks see alarms and guards. */
  watches: z.literal(true).exactOptional(),
  /** What its guards compare. */
  versions: z.object({ candidate: z.string(), baseline: z.string() }).exactOptional(),
  /** How many seconds what follows needs at most: so much before the deadline, the hold can last no longer. */
  secondsAfter: z.number().exactOptional(),
};

const routeStepSchema = z.discriminatedUnion('kind', [
  undoableStepSchema.extend({
    kind: z.literal('healthCheck'),
    version: z.string(),
    timeoutMs: z.number(),
    /** Index of the check among the input's steps; absent: the stage's own health check. */
    checkIndex: z.number().exactOptional(),
  }),
  undoableStepSchema.extend({
    kind: z.literal('hold'),
    holdSeconds: z.number(),
    /** What the alias must still route when the hold ends. */
    routing: routingSchema,
    progress: z.string(),
    ...watched,
    /** The candidate has all traffic already. */
    bakes: z.literal(true).exactOptional(),
  }),
  undoableStepSchema.extend({
    kind: z.literal('hook'),
    phase: z.enum(HOOK_PHASES),
    timeoutMs: z.number(),
    /** What the hook is told, if the stage has not moved the alias yet. */
    before: routingSchema.nullable(),
    baseline: z.string().nullable(),
    candidate: z.string(),
  }),
  /** Before anything moves: the alarms are quiet, and the baseline's last hour is known. */
  undoableStepSchema.extend({
    kind: z.literal('beginWatching'),
    before: routingSchema.nullable(),
    /** The version that guards compare with. */
    baseline: z.string().exactOptional(),
    /** Since when the alias serves it, if the journal knows; ms since 1970. */
    servesSinceMs: z.number().exactOptional(),
    /** Alarms that were in ALARM before, and do not count until they have been OK. */
    ignored: z.array(z.string()).exactOptional(),
  }),
  /** A hold that only a person ends. A kind of its own: an earlier release would go on at its end. */
  undoableStepSchema.extend({
    kind: z.literal('holdForPerson'),
    /** How long to wait for the person. */
    holdSeconds: z.number(),
    routing: routingSchema,
    progress: z.string(),
    ...watched,
  }),
  undoableStepSchema.extend({
    kind: z.literal('route'),
    expected: routingSchema.nullable(),
    wanted: routingSchema,
    revisionId: z.string().exactOptional(),
    deployed: z.record(z.string(), z.unknown()),
    /** What is known about the versions in `wanted`, for the alias's history. */
    seen: z.array(versionFactsSchema).exactOptional(),
  }),
  undoableStepSchema.extend({
    kind: z.literal('revert'),
    /** A move of this execution may still be in flight. */
    outruns: z.literal(true).exactOptional(),
    /** The version that failed its check already served everything before this execution. */
    nothingBefore: z.literal(true).exactOptional(),
    /** Set if a stage's timer runs the step, after this many seconds without a promotion. */
    timer: z.object({ afterSeconds: z.number(), stageId: z.string() }).exactOptional(),
    /** Set if the watch after the stage runs the step: it does nothing unless something was found. */
    watched: z.object({ seconds: z.number(), stageId: z.string() }).exactOptional(),
  }),
  /** After the stage: looks at alarms, and while the alias is split at guards, until its time is over. */
  undoableStepSchema.extend({
    kind: z.literal('watch'),
    /** Until then, whether or not anything is looked at. */
    holdSeconds: z.number(),
    /** How long it looks. */
    watchSeconds: z.number(),
    /** The only routing that it watches. */
    routing: routingSchema,
    progress: z.string(),
    /** Its split stays until its timer, and then goes back whatever was seen. */
    timed: z.literal(true).exactOptional(),
    /** What its guards compare. */
    versions: watched.versions,
  }),
  /** Sets the alias's description without a move; the input has its words. */
  undoableStepSchema.extend({ kind: z.literal('describeAlias') }),
  /** Brings the description back, unless the revert has done so along with the routing. */
  undoableStepSchema.extend({ kind: z.literal('restoreDescription'), change: descriptionChangeSchema }),
  /** Says what the alias keeps, if the stage wants it held. */
  undoableStepSchema.extend({
    kind: z.literal('keepRouting'),
    /** A move of this execution may still be in flight. */
    outruns: z.literal(true).exactOptional(),
  }),
  undoableStepSchema.extend({ kind: z.literal('deleteCandidate'), version: z.string() }),
  /** Says that the version stays, because this execution has not published it. A kind of its own: an earlier release would delete it. */
  undoableStepSchema.extend({ kind: z.literal('keepCandidate'), version: z.string() }),
  reserved.extend(withUndo),
  provisioned.extend(withUndo),
  settleProvisioned.extend(withUndo),
  createEventSource.extend(withUndo),
  updateEventSource.extend(withUndo),
  deleteEventSource.extend(withUndo),
  restoreReserved.extend(withUndo),
  restoreProvisioned.extend(withUndo),
  restoreEventSourceStepSchema.extend(withUndo),
]);
export type RouteStep = z.output<typeof routeStepSchema>;

/** Facts that steps pass to later ones. */
const routeFactsSchema = eventSourceFactsSchema.extend({
  left: routingSchema.exactOptional(),
  aliasArn: z.string().exactOptional(),
  revisionId: z.string().exactOptional(),
  changed: z.boolean().exactOptional(),
  wanted: routingSchema.exactOptional(),
  /**
   * Someone else's change over which the stage has proceeded last, after its plan was made: what it expected, and what it
   * found. Null: no alias.
   */
  accepted: z.object({ expected: routingSchema.nullable(), found: routingSchema.nullable() }).exactOptional(),
  created: z.boolean().exactOptional(),
  /** The stage has set the alias's description: later moves leave it alone. */
  described: z.boolean().exactOptional(),
  /** The failure policy has brought the description back along with the routing. */
  describedBack: z.boolean().exactOptional(),
  /** The failure policy has sent the alias back: for a moment, the version that it left may still get calls. */
  wentBack: z.boolean().exactOptional(),
  /** How many calls the guards of the current hold still need, as its last look has found. */
  missingCalls: z.number().exactOptional(),
  /** Number of responses that the health check has judged, not counting throttled calls. */
  judgedAnswers: z.number().exactOptional(),
  /** How the watch after the stage has ended, and why. */
  watched: z
    .object({
      end: z.enum(['quiet', 'foreign', 'found']),
      because: wordedSchema.exactOptional(),
    })
    .exactOptional(),
  /** How clumped the baseline's bad calls were before the first weight, by the metric of a guard. */
  clumpiness: z.record(z.string(), z.number()).exactOptional(),
  /** Holds that have ended: guards judge the minutes of all of them. */
  windows: z
    .array(z.object({ weightPercent: z.number(), fromMs: z.number(), untilMs: z.number().exactOptional() }))
    .exactOptional(),
  /** Alarms that were in ALARM before the start and have not been OK since. */
  ignoredAlarms: z.array(z.string()).exactOptional(),
  /** Every response that a check has judged so far, the newest `MOST_JUDGED` of them; the outcome shows them. */
  judged: z.array(invocationReportSchema).exactOptional(),
});
export type RouteFacts = Required<z.output<typeof routeFactsSchema>>;

/**
 * What release 0.1.0 must make of the watch after a stage, which it does not know. It fails steps of a kind that it does not
 * know, and goes on: so the revert that only follows if something is found has a kind of its own. Until a timer, a watch is a
 * hold like any other, and the timer follows.
 */
const watchNames: StoredNames = {
  fromStored: (step) => {
    if (step['kind'] === 'watchRevert') return { ...step, kind: 'revert' };
    return step['kind'] === 'hold' && 'watchSeconds' in step ? { ...step, kind: 'watch' } : step;
  },
  toStored: (step) => {
    if (step['kind'] === 'watch' && step['timed'] === true) return { ...step, kind: 'hold' };
    const isIfFound = step['kind'] === 'revert' && 'watched' in step && !('timer' in step);
    return isIfFound ? { ...step, kind: 'watchRevert' } : step;
  },
};

/** What the journal stores for a Route. */
export const routeDocuments = stageDocuments<RouteStep, RouteFacts>({
  step: { version: 1, schema: routeStepSchema, names: watchNames },
  facts: { version: 1, schema: routeFactsSchema },
});
