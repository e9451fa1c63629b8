import { present, routingSchema, versionFactsSchema, type Outcome } from 'stage-contract';
import { z } from 'zod';
import type { EventType } from './stageEvents';

const optionalText = z.string().exactOptional();

/** What an event says. It contains no input and no answers of functions. */
const eventDataSchema = z.object({
  /** Version of this form. It grows if a field changes its meaning; new fields may come at any time. */
  formatVersion: z.number(),
  /** What happened, for people. */
  sentence: z.string(),
  /** Code of the sentence; absent if an older release wrote the words. */
  sentenceCode: optionalText,
  /** Why the stage failed. */
  code: optionalText,
  result: optionalText,
  status: z.string(),
  operationId: z.string(),
  execution: z.object({
    id: z.string(),
    application: optionalText,
    pipelineName: optionalText,
    triggeredBy: optionalText,
    user: optionalText,
  }),
  stage: z.object({ id: z.string(), type: z.string(), name: z.string(), attempt: z.number() }),
  account: z.string(),
  region: z.string(),
  functionName: z.string(),
  aliasName: optionalText,
  baseline: versionFactsSchema.exactOptional(),
  candidate: versionFactsSchema.exactOptional(),
  routing: z.object({ before: routingSchema.exactOptional(), now: routingSchema.exactOptional() }).exactOptional(),
});

/** An event in the form of CloudEvents 1.0, as it is stored and sent. */
export const cloudEventSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  type: z.string(),
  subject: z.string(),
  time: z.string(),
  datacontenttype: z.literal('application/json'),
  data: eventDataSchema,
});
export type CloudEvent = z.output<typeof cloudEventSchema>;

const FORMAT_VERSION = 1;

/** What an event is made from, besides the outcome at its time. */
export interface EventFacts {
  id: string;
  source: string;
  type: EventType;
  /** ISO 8601. */
  time: string;
  sentence: string;
  sentenceCode?: string | undefined;
  result?: string | undefined;
  execution: CloudEvent['data']['execution'];
  stage: CloudEvent['data']['stage'];
}

/** The document of an event. Pure. */
export function cloudEvent(facts: EventFacts, outcome: Outcome): CloudEvent {
  const { id, source, type, time, sentence, sentenceCode, result, execution, stage } = facts;
  const { account, region, functionName, aliasName } = outcome.target,
    { before, now } = outcome.routing ?? {};
  return {
    specversion: '1.0',
    id,
    source,
    type,
    subject: `${account}/${region}/${functionName}${aliasName === undefined ? '' : `:${aliasName}`}`,
    time,
    datacontenttype: 'application/json',
    data: {
      formatVersion: FORMAT_VERSION,
      sentence,
      ...present({ sentenceCode, code: outcome.failure?.code, result }),
      status: outcome.status,
      operationId: outcome.id,
      execution,
      stage,
      account,
      region,
      functionName,
      ...present({ aliasName, baseline: outcome.baseline, candidate: outcome.candidate }),
      ...(before === undefined && now === undefined ? {} : { routing: present({ before, now }) }),
    },
  };
}
