import type { Outcome } from 'stage-contract';
import { outcomeDocument } from '../../orca-stages-ts/src/journal/documents/operationDocuments';
import type { OperationRow } from '../../orca-stages-ts/src/journal/queries/loadOperation';
import { openAnswers } from '../../orca-stages-ts/src/journal/sealedAnswers';
import { testSealer } from '../../orca-stages-ts/src/testing/testSealer';
import type { Execution, JsonObject } from '../../sandbox/src/orca';
import { weightWords, type AwsEvent, type Weights } from './awsEvents';
import { AT_FIRST, FUNCTIONS } from './simAws';
import type { SimWorld, StartedPipeline } from './simWorld';

/** One run of one stage, or a timer, as it was at the end of a world. */
export interface EndedOperation {
  id: string;
  name: string;
  row: OperationRow;
  outcome: Outcome | undefined;
  pipeline: StartedPipeline | undefined;
  execution: Execution | undefined;
  /** The stage's fields; of a timer, those of the stage that armed it. */
  fields: JsonObject;
  /** When Orca's record first said that this run of the stage is over; undefined: it never did. */
  orcaEndedMs: number | undefined;
  /** What it did to AWS, in order. */
  events: AwsEvent[];
}

/** A change of an alias, with what it served before. */
export interface AliasWrite {
  event: AwsEvent;
  /** Undefined: somebody else. */
  operation: EndedOperation | undefined;
  before: Weights;
  after: Weights;
}

/** What one operation has asked of another. */
interface EndedAsk {
  asker_id: string;
  asked_id: string;
  verb: string;
  state: 'asked' | 'taken' | 'refused' | 'withdrawn';
  answered_at: number | null;
}

/** What invariants look at. */
export interface EndedWorld {
  world: SimWorld;
  isSettled: boolean;
  operations: EndedOperation[];
  events: readonly AwsEvent[];
  /** In the order of their answers. */
  asks: readonly EndedAsk[];
  /** For each function: every change of `live`, in order; whatever is written again unchanged is left out. */
  writes: ReadonlyMap<string, AliasWrite[]>;
  /** For each function: what `live` serves at the end. */
  served: ReadonlyMap<string, Weights>;
}

export const sameWeights = (one: Weights, other: Weights): boolean => weightWords(one) === weightWords(other);

/** How much of an alias goes to a version. */
export const shareOf = (version: string | undefined, weights: Weights): number =>
  weights.find((each) => each.version === version)?.percent ?? 0;

/** Reads everything that is left of a world. */
export async function endedWorld(world: SimWorld, isSettled: boolean): Promise<EndedWorld> {
  const sealer = testSealer();
  const { events } = world.aws;
  const rows = world.parts.journal.rows<OperationRow>('select * from operations order by created_at, id');
  const operations = rows.map((row): EndedOperation => {
    const pipeline = world.pipelines.find(({ executionId }) => executionId === row.execution_id);
    const execution = pipeline === undefined ? undefined : world.executionOf(pipeline);
    const armer = rows.find(({ id }) => id === row.timer_of) ?? row;
    const stage = execution?.stages.find(({ id }) => id === armer.stage_id);
    const read = row.outcome === null ? undefined : outcomeDocument.read(openAnswers(row, sealer).outcome ?? '');
    return {
      id: row.id,
      name: world.nameOf(row.id),
      row,
      outcome: read?.ok === true ? read.value : undefined,
      pipeline,
      execution,
      fields: stage?.context ?? {},
      orcaEndedMs: pipeline?.stageEnds.get(`${row.stage_id}/${row.attempt}`),
      events: events.filter(({ caller }) => caller?.operationId === row.id),
    };
  });
  const served = new Map<string, Weights>();
  for (const functionName of FUNCTIONS) served.set(functionName, await world.served(functionName));
  const writes = new Map(FUNCTIONS.map((name) => [name, writesOf(name, events, operations)]));
  return { world, isSettled, operations, events, asks: asksIn(world), writes, served };
}

const asksIn = ({ parts }: SimWorld): EndedAsk[] =>
  parts.journal
    .rows<EndedAsk & { ask: string }>('select * from asks order by answered_at, asker_id')
    .map(({ ask, ...row }) => ({ ...row, verb: (JSON.parse(ask) as { verb: string }).verb }));

function writesOf(
  functionName: string,
  events: readonly AwsEvent[],
  operations: readonly EndedOperation[],
): AliasWrite[] {
  const writes: AliasWrite[] = [];
  let before = AT_FIRST;
  for (const event of events) {
    const { weights: after, caller } = event;
    if (event.functionName !== functionName || event.qualifier !== 'live' || after === undefined) continue;
    if (!sameWeights(before, after))
      writes.push({ event, operation: operations.find(({ id }) => id === caller?.operationId), before, after });
    before = after;
  }
  return writes;
}
