import { z } from 'zod';
import type { MappingSpec } from '../../../model/mappingFacts';
import { stageStepSchema } from '../../../model/step';

/** What creating or updating a mapping sends; the port has its type. */
const mappingSpecSchema: z.ZodType<MappingSpec> = z.object({
  batchSize: z.number().exactOptional(),
  windowSeconds: z.number().exactOptional(),
  startingPosition: z.string().exactOptional(),
  maximumConcurrency: z.number().exactOptional(),
  onFailureArn: z.string().exactOptional(),
  bisectBatchOnError: z.boolean().exactOptional(),
  maximumRecordAgeSeconds: z.number().exactOptional(),
  maximumRetryAttempts: z.number().exactOptional(),
  parallelizationFactor: z.number().exactOptional(),
  tumblingWindowSeconds: z.number().exactOptional(),
  filters: z.array(z.string()).exactOptional(),
  enabled: z.boolean().exactOptional(),
});

/** The settings before the step, as far as AWS had them. Absent in steps that an older release planned. */
const before = mappingSpecSchema.exactOptional();

/** `functionRef` is the function, or `function:alias`: source and qualifier together identify a mapping. */
const aSource = { functionRef: z.string(), eventSourceArn: z.string() };

/** Creates a mapping. */
const createEventSourceStepSchema = stageStepSchema.extend({
  ...aSource,
  kind: z.literal('createEventSource'),
  spec: mappingSpecSchema,
});
export type CreateEventSourceStep = z.output<typeof createEventSourceStepSchema>;

/** Changes a mapping's settings that differ. */
const updateEventSourceStepSchema = stageStepSchema.extend({
  ...aSource,
  kind: z.literal('updateEventSource'),
  uuid: z.string(),
  spec: mappingSpecSchema,
  before,
});
export type UpdateEventSourceStep = z.output<typeof updateEventSourceStepSchema>;

/** Removes a mapping that the stage does not list, if the stage owns all of them. */
const deleteEventSourceStepSchema = stageStepSchema.extend({
  ...aSource,
  kind: z.literal('deleteEventSource'),
  uuid: z.string(),
  before,
  /** It had settings that cannot be set again. */
  hadOtherSettings: z.literal(true).exactOptional(),
});
export type DeleteEventSourceStep = z.output<typeof deleteEventSourceStepSchema>;

/** The steps that change event sources, by kind. */
export const eventSourceStepSchemas = [
  createEventSourceStepSchema,
  updateEventSourceStepSchema,
  deleteEventSourceStepSchema,
] as const;
export type EventSourceStep = z.output<(typeof eventSourceStepSchemas)[number]>;

const madeMappingSchema = z.object({
  ...aSource,
  uuid: z.string(),
  /** Its settings after the step: any other is someone else's. */
  left: mappingSpecSchema,
  /** Somebody else had created it meanwhile: its settings before the step changed them. */
  before,
});
type MadeMapping = z.output<typeof madeMappingSchema>;

/** What creating mappings has come to, so that only that is taken back. */
export const eventSourceFactsSchema = z.object({ mappingsMade: z.array(madeMappingSchema).exactOptional() });
export type EventSourceFacts = Required<z.output<typeof eventSourceFactsSchema>>;

/** What is known about the mapping that a step has created, or found when it wanted to. */
export const madeBy = (
  { functionRef, eventSourceArn }: Pick<CreateEventSourceStep, 'functionRef' | 'eventSourceArn'>,
  { mappingsMade = [] }: Readonly<Partial<EventSourceFacts>>,
): MadeMapping | undefined =>
  mappingsMade.find((made) => made.functionRef === functionRef && made.eventSourceArn === eventSourceArn);

const sameSource = (a: MadeMapping, b: MadeMapping): boolean =>
  a.functionRef === b.functionRef && a.eventSourceArn === b.eventSourceArn;

/**
 * What two attempts have come to; a mapping that the later one has made again is gone, or it could not have made it. Pure.
 */
export function mergeMappingsMade(
  { mappingsMade: earlier }: Readonly<Partial<EventSourceFacts>>,
  { mappingsMade: later = [] }: Readonly<Partial<EventSourceFacts>>,
): Partial<EventSourceFacts> {
  const kept = (earlier ?? []).filter((one) => !later.some((other) => sameSource(one, other)));
  return kept.length + later.length === 0 ? {} : { mappingsMade: [...kept, ...later] };
}

/** Brings back what a step has done to a mapping. */
export const restoreEventSourceStepSchema = stageStepSchema.extend({
  ...aSource,
  kind: z.literal('restoreEventSource'),
  undoes: z.enum(['create', 'update', 'delete']),
  /** Absent for one that was created if AWS's answer was lost. */
  uuid: z.string().exactOptional(),
  /** What the step has left: any other setting is someone else's. */
  left: mappingSpecSchema,
  before: mappingSpecSchema,
  /** The removed mapping had settings that cannot be set again. */
  hadOtherSettings: z.literal(true).exactOptional(),
});
export type RestoreEventSourceStep = z.output<typeof restoreEventSourceStepSchema>;
