import { routingSchema, type Routing, type VersionFacts } from 'stage-contract';
import { z } from 'zod';
import type { PastSighting } from './aliasSighting';
import type { HeldResource } from './resourceHold';

/** What an execution remembers about a target. */
const PIN_KINDS = [
  'candidate',
  'baseline',
  'firstRouting',
  'leftRouting',
  'intendedRouting',
  'firstDescription',
  'leftDescription',
  'timedRevert',
  'latest',
  'previous',
] as const;
export type PinKind = (typeof PIN_KINDS)[number];

/**
 * The version itself, or null if it is known that there is none. A candidate's pin also says when it was published, its
 * code hash, and which stages have given the execution a candidate so far: this one, or an earlier one.
 */
export const versionPinSchema = z.object({
  version: z.string().nullable(),
  publishedAt: z.string().exactOptional(),
  codeSha256: z.string().exactOptional(),
  description: z.string().exactOptional(),
  /** Absent if an earlier release has written the pin. */
  stageIds: z.array(z.string()).exactOptional(),
  /** Whether this execution has published its candidate; false: it has found it and reused it. Absent as above. */
  isPublished: z.boolean().exactOptional(),
});
type VersionPin = z.output<typeof versionPinSchema>;

const aliasAuthorSchema = z.object({ executionId: z.string(), at: z.string() });
/** An execution that has moved an alias, and when. */
export type AliasAuthor = z.output<typeof aliasAuthorSchema>;

/** The routing, or null if the alias does not exist. */
export const routingPinSchema = z.object({
  routing: routingSchema.nullable(),
  /**
   * In what an execution left: whether one of its stages has moved the alias there, or only found it there. Absent in
   * pins of earlier releases, which may be either, and in pins of other kinds.
   */
  how: z.enum(['moved', 'found']).exactOptional(),
  /** Who had moved the alias to what was found, as far as the journal knew. */
  movedBy: aliasAuthorSchema.exactOptional(),
  /** In a first routing that someone else has left, and over which the execution proceeds: what it really found first. */
  origin: routingSchema.nullable().exactOptional(),
});
/** What a revert goes back to, and if that is someone else's, what the execution found first. */
type FirstRouting = Pick<z.output<typeof routingPinSchema>, 'routing' | 'origin'>;

/** The description of an alias. */
export const descriptionPinSchema = z.object({
  description: z.string(),
  /**
   * In what an execution left: the one that it is about to set, so that it is recognized if the response was never
   * written. Absent once it is set, and in pins of earlier releases.
   */
  intended: z.string().exactOptional(),
});
type DescriptionPin = z.output<typeof descriptionPinSchema>;

/** What a timer or watch has done to an alias: the routing that it left, when, after how long, and for which stage. */
export const timedRevertSchema = z.object({
  routing: routingSchema.nullable(),
  revertedAt: z.string(),
  afterSeconds: z.number(),
  stageId: z.string(),
  /** A watch did it. */
  watched: z.literal(true).exactOptional(),
});
export type TimedRevert = z.output<typeof timedRevertSchema>;

/** A pin that a plan or a step leaves; written in the transaction of its checkpoint. */
export const pinWriteSchema = z.object({
  kind: z.enum(PIN_KINDS),
  /** Empty for pins of the whole target (candidate, latest). */
  aliasName: z.string().exactOptional(),
  // The kind says which of these it is. The one with the most fields comes first, because the others would accept its
  // values too.
  value: z.union([timedRevertSchema, routingPinSchema, versionPinSchema, descriptionPinSchema]),
  /** `once`: an existing pin stays. */
  mode: z.enum(['once', 'replace']),
});
export type PinWrite = z.output<typeof pinWriteSchema>;

/**
 * The pins of this execution and target. Both methods throw StageError pinExpired if the pin existed and is too old.
 */
export interface PinReader {
  version(
    kind: 'candidate' | 'baseline' | 'latest' | 'previous',
    aliasName?: string,
  ): Promise<string | null | undefined>;
  /** Everything that is known about this execution's candidate; undefined if it has none. */
  candidate(): Promise<VersionPin | undefined>;
  routing(
    kind: 'firstRouting' | 'leftRouting' | 'intendedRouting',
    aliasName: string,
  ): Promise<Routing | null | undefined>;
  /** The first routing, and whether it is the execution's own beginning. */
  firstRouting(aliasName: string): Promise<FirstRouting | undefined>;
  /** The description that an alias had before this execution changed it, or that this execution left. */
  description(kind: 'firstDescription' | 'leftDescription', aliasName: string): Promise<DescriptionPin | undefined>;
  /** The timer of this execution that has reverted the alias, if one has. */
  timedRevert(aliasName: string): Promise<TimedRevert | undefined>;
  /** Aliases of this target for which this execution has a baseline. */
  aliases(): Promise<string[]>;
  /** What this alias served, oldest first, as far as the journal has seen it in any execution. */
  sightings(aliasName: string): Promise<PastSighting[]>;
  /** The execution that has moved an alias last, if it moved it to this routing; it may be this one. */
  movedBy(aliasName: string, routing: Routing): Promise<AliasAuthor | undefined>;
  /** The same, if it is another execution. */
  movedByOther(aliasName: string, routing: Routing): Promise<AliasAuthor | undefined>;
  /** What is known about a version because some execution has published it through this journal; costs no call. */
  factsOf(version: string): Promise<VersionFacts | undefined>;
  /** When a version was last published through this journal, by any execution; ISO 8601. Costs no call. */
  lastPublication(): Promise<string | undefined>;
  /** The hold on a resource by an unfinished operation of another execution. */
  heldByOther(resource: string): Promise<HeldResource | undefined>;
}
