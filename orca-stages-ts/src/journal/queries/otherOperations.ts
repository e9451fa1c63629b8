import type { AskedWish, OtherOperation } from '../../model/ask';
import { storedResource } from '../../model/storedNames';
import type { JournalDatabase } from '../openJournal';
import type { OperationRow } from './loadOperation';
import { WATCH } from './followUps';
import { operationResource } from './operationTarget';
import { keysOfTarget } from './sameTarget';

type Asker = Pick<OperationRow, 'id' | 'target_key'>;
type Found = Pick<OperationRow, 'id' | 'execution_id' | 'stage_name' | 'alias_name'>;

const FOUND = ['operations.id', 'operations.execution_id', 'operations.stage_name', 'operations.alias_name'] as const;

/** How many unfinished operations are named, if the one that is meant is not among them. */
const MOST_NAMED = 5;

/** Operations on the same target, in its AWS account whatever its name; follow-ups are none. */
const onTarget = (database: JournalDatabase, { id, target_key }: Asker) =>
  database
    .selectFrom('operations')
    .select(FOUND)
    .where('operations.target_key', 'in', keysOfTarget(target_key))
    .where('operations.timer_of', 'is', null)
    .where('operations.id', '!=', id);

const unfinished = (database: JournalDatabase, asker: Asker) =>
  onTarget(database, asker).where('operations.status', '=', 'RUNNING').where('operations.superseded_at', 'is', null);

/** Follow-ups on the same target that look whether they must run, and that nothing keeps from it. */
const watching = (database: JournalDatabase, { target_key }: Asker) =>
  database
    .selectFrom('operations')
    .select(FOUND)
    .where('operations.target_key', 'in', keysOfTarget(target_key))
    .where('operations.status', '=', 'RUNNING')
    .where('operations.recovery_reason', '=', WATCH)
    .where('operations.timer_held_by', 'is', null);

/**
 * The operation that a request means; undefined if there is none. One that has ended is meant no longer if its follow-up still
 * watches.
 */
export async function findAsked(
  database: JournalDatabase,
  asker: Asker,
  { stageType, resource, stage }: AskedWish,
): Promise<OtherOperation | undefined> {
  const name = resource === undefined ? undefined : storedResource(resource);
  const query = (stage === undefined ? unfinished(database, asker) : onTarget(database, asker))
    .where('operations.stage_type', '=', stageType)
    .$if(name !== undefined, (all) => all.where('operations.alias_name', '=', name ?? ''));
  if (stage !== undefined) {
    const found = await query
      .where('operations.execution_id', '=', stage.executionId)
      .where('operations.stage_id', '=', stage.stageId)
      .orderBy('operations.attempt', 'desc')
      .executeTakeFirst();
    if (found === undefined) return undefined;
    const followUp = await watching(database, asker).where('operations.timer_of', '=', found.id).executeTakeFirst();
    return otherOperation(followUp ?? found);
  }
  const holder = await query
    .where('operations.id', 'in', (claims) => claims.selectFrom('claims').select('claims.operation_id'))
    .orderBy('operations.created_at', 'desc')
    .executeTakeFirst();
  return otherOperation(
    holder ??
      (await query.orderBy('operations.created_at', 'desc').executeTakeFirst()) ??
      (await watching(database, asker)
        .where('operations.stage_type', '=', stageType)
        .$if(name !== undefined, (all) => all.where('operations.alias_name', '=', name ?? ''))
        .orderBy('operations.created_at', 'desc')
        .executeTakeFirst()),
  );
}

/** Unfinished operations on the same target. */
export async function readOthers(database: JournalDatabase, asker: Asker): Promise<OtherOperation[]> {
  const rows = await unfinished(database, asker).orderBy('operations.created_at').limit(MOST_NAMED).execute();
  return rows.flatMap((row) => otherOperation(row) ?? []);
}

function otherOperation(found: Found | undefined): OtherOperation | undefined {
  if (found === undefined) return undefined;
  const resource = operationResource(found);
  return {
    operationId: found.id,
    executionId: found.execution_id,
    stageName: found.stage_name,
    ...(resource === undefined ? {} : { resource }),
  };
}
