import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { present, toldOf, type Outcome, type Worded } from 'stage-contract';
import { cloudEvent, type CloudEvent } from '../../model/cloudEvent';
import { inertText } from '../../model/inertText';
import { isObject } from '../../model/storedDocument';
import type { EventType, StageEvent } from '../../model/stageEvents';
import { eventDocument } from '../documents/eventDocument';
import { withoutAnswers } from '../documents/withoutAnswers';
import type { JournalTables } from '../tables';
import type { OperationRow } from './loadOperation';

/** Who is told about events. */
export interface EventAudience {
  /** CloudEvents' `source`: the sidecar's address. */
  source: string;
  receivers: readonly {
    key: string;
    /** The types that it wants; undefined: all. */
    types?: ReadonlySet<EventType> | undefined;
    /** The configured account whose events it gets; undefined: of all. */
    account?: string | undefined;
  }[];
}

/**
 * Writes what has happened in an operation for everyone who wants to know it, in the transaction in which it happens.
 * What is there already stays as it is. The outcome is the operation's at that time.
 */
export async function writeEvents(
  transaction: Transaction<JournalTables>,
  { source, receivers }: EventAudience,
  {
    operation,
    outcome,
    events,
    now,
  }: { operation: OperationRow; outcome: Outcome; events: readonly StageEvent[]; now: number },
): Promise<void> {
  const { account: told } = outcome.target;
  const wanted = events.flatMap((event) =>
    receivers
      .filter(({ types, account }) => types?.has(event.type) !== false && (account ?? told) === told)
      .map(({ key }) => ({ event, key })),
  );
  if (wanted.length === 0) return;
  const { last } = await transaction
    .selectFrom('events')
    .select(({ fn }) => fn.max('ordinal').as('last'))
    .where('operation_id', '=', operation.id)
    .executeTakeFirstOrThrow();
  for (const [index, { event, key }] of wanted.entries()) {
    const document = documentOf(event, { source, operation, outcome, now });
    await transaction
      .insertInto('events')
      .values({
        id: document.id,
        receiver: key,
        operation_id: operation.id,
        ordinal: (last ?? 0) + 1 + index,
        type: event.type,
        document: inertText(eventDocument.write(document)),
        written_at: now,
        due_at: now,
        tries: 0,
      })
      .onConflict((conflict) => conflict.columns(['id', 'receiver']).doNothing())
      .execute();
  }
}

interface Occasion {
  source: string;
  operation: OperationRow;
  outcome: Outcome;
  now: number;
}

function documentOf(
  { type, said, place, result }: StageEvent,
  { source, operation, outcome, now }: Occasion,
): CloudEvent {
  const { pipeline_name: pipelineName, triggered_by: triggeredBy, user_name: user, application } = operation;
  return cloudEvent(
    {
      id: eventId(operation.id, type, place),
      source,
      type,
      time: new Date(now).toISOString(),
      sentence: shownWords(said),
      sentenceCode: said.code,
      result,
      execution: {
        id: operation.execution_id,
        ...present({
          application: application ?? undefined,
          pipelineName: pipelineName ?? undefined,
          triggeredBy: triggeredBy ?? undefined,
          user: user ?? undefined,
        }),
      },
      stage: {
        id: operation.stage_id,
        type: operation.stage_type,
        name: operation.stage_name,
        attempt: operation.attempt,
      },
    },
    outcome,
  );
}

/** The same whenever the same thing is reported again, and without the full stops that separate the parts of a signature. */
const eventId = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);

/** The words, unless they quote what a function has answered. */
function shownWords(said: Worded): string {
  const rest = withoutAnswers({ sentence: said.words, ...present({ told: toldOf(said) }) });
  return isObject(rest) && typeof rest['sentence'] === 'string' ? rest['sentence'] : said.words;
}
