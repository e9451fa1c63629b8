import { present, say, StageError, type DeletionReport, type DeleteInput, type Saying } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { reasonOf } from '../../model/report';
import type { ApplyContext } from '../../model/stageContext';
import { deleteAlias } from './deleteAlias';
import type { DeleteFacts, DeleteStep, VersionDeletion } from './steps';
import { usesOf } from './protection';
import { keptWarning } from './words';

type Context = ApplyContext<DeleteFacts>;

/** How long AWS usually takes to move a mapping from one state to the next. */
const MAPPING_POLL_MS = 1000;

/** Makes one deletion. Deleting is idempotent, so after an earlier attempt that may have acted, no look is needed. */
export async function applyDelete(
  step: DeleteStep,
  input: DeleteInput,
  context: Context,
): Promise<Applied<DeleteFacts>> {
  switch (step.kind) {
    case 'deleteVersion':
      return deleteVersion(step, input, context);
    case 'deleteAlias':
      return deleteAlias(step, context);
    case 'drain':
      return { kind: 'done' };
    case 'deleteMapping':
      return deleteMapping(step.uuid, context);
    case 'waitUntilMappingsGone':
      return awaitMappings(step.uuids, context);
    case 'deleteFunction':
      return deleteWholeFunction(step, input, context);
  }
}

async function deleteVersion(
  step: VersionDeletion,
  input: DeleteInput,
  context: Context,
): Promise<Applied<DeleteFacts>> {
  const { version } = step;
  try {
    await context.lambda.deleteFunction(input.functionName, version);
  } catch (error) {
    if (isGone(error)) return versionGone(step, context);
    const reason = await protectedMeanwhile(error, version, input, context);
    if (reason === undefined) throw error;
    const report: DeletionReport = { version, result: 'protected', ...reasonOf(reason) };
    return ended(step, report, context, {
      state: 'skipped',
      note: say('versionKept', { reason }),
      warnings: [keptWarning([{ version, reason }])],
    });
  }
  return ended(step, { version, result: 'deleted', ...withAliases(step, context) }, context, { state: 'done' });
}

/** The aliases that are gone with the version: one that someone has moved meanwhile is not. */
function withAliases({ aliases = [] }: VersionDeletion, { facts }: Context): Partial<DeletionReport> {
  const deleted = aliases.filter((alias) => facts.deletedAliases?.includes(alias));
  return deleted.length === 0 ? {} : reasonOf(say('deletedWithAliases', { aliases: deleted }));
}

const isGone = (error: unknown): boolean =>
  error instanceof StageError && (error.code === 'versionNotFound' || error.code === 'functionNotFound');

/** AWS returns the same conflict for a version in use and for a change in progress; the aliases tell which it is. */
async function protectedMeanwhile(
  error: unknown,
  version: string,
  input: DeleteInput,
  context: Context,
): Promise<Saying | undefined> {
  if (!(error instanceof StageError) || error.code !== 'awsConflict') return undefined;
  const uses = usesOf(version, await context.lambda.listAliases(input.functionName));
  return uses.length === 0 ? undefined : say('usedByAliases', { uses, meanwhile: true });
}

function versionGone(step: VersionDeletion, context: Context): Applied<DeleteFacts> {
  const { version } = step;
  if (context.again)
    return ended(step, { version, result: 'deleted', ...withAliases(step, context) }, context, { state: 'done' });
  return ended(step, { version, result: 'gone' }, context, { state: 'same', note: say('alreadyGone', {}) });
}

function ended(
  step: VersionDeletion,
  deletion: DeletionReport,
  context: Context,
  words: { state: 'done' | 'same' | 'skipped'; note?: Saying; warnings?: Saying[] },
): Applied<DeleteFacts> {
  const { warnings, ...state } = words;
  const deletions = [...(context.facts.deletions ?? step.decided ?? []), deletion];
  const deletedVersions = [
    ...(context.facts.deletedVersions ?? []),
    ...(deletion.result === 'deleted' ? [deletion.version] : []),
  ];
  return {
    kind: 'done',
    ...state,
    facts: { deletions, deletedVersions },
    report: { deletions, ...present({ warnings }) },
  };
}

/** A mapping in transition cannot be deleted yet: AWS returns 409, and the same step is retried. */
async function deleteMapping(uuid: string, context: Context): Promise<Applied<DeleteFacts>> {
  const mapping = await context.lambda.getEventSourceMapping(uuid);
  if (mapping === undefined)
    return context.again
      ? { kind: 'done', note: say('mappingDeleted', {}) }
      : { kind: 'done', state: 'same', note: say('alreadyGone', {}) };
  if (mapping.state === 'Deleting') return { kind: 'done' };
  if (!SETTLED_MAPPING_STATES.has(mapping.state))
    return {
      kind: 'wait',
      afterMs: MAPPING_POLL_MS,
      progress: say('waitingForMapping', { eventSourceArn: mapping.eventSourceArn, state: mapping.state }),
    };
  await context.lambda.deleteEventSourceMapping(uuid);
  return { kind: 'done' };
}

/** States in which AWS lets a mapping be deleted. */
const SETTLED_MAPPING_STATES: ReadonlySet<string> = new Set(['Enabled', 'Disabled']);

async function awaitMappings(uuids: readonly string[], context: Context): Promise<Applied<DeleteFacts>> {
  for (const uuid of uuids) {
    const mapping = await context.lambda.getEventSourceMapping(uuid);
    if (mapping !== undefined)
      return {
        kind: 'wait',
        afterMs: MAPPING_POLL_MS,
        progress: say('waitingUntilMappingGone', { eventSourceArn: mapping.eventSourceArn }),
      };
  }
  return { kind: 'done' };
}

async function deleteWholeFunction(
  { versions, parts, words }: Extract<DeleteStep, { kind: 'deleteFunction' }>,
  input: DeleteInput,
  context: Context,
): Promise<Applied<DeleteFacts>> {
  let gone = false;
  try {
    await context.lambda.deleteFunction(input.functionName);
  } catch (error) {
    if (!isGone(error)) throw error;
    gone = !context.again;
  }
  const deletions: DeletionReport[] = [
    gone
      ? { version: '$ALL', result: 'gone' }
      : {
          version: '$ALL',
          result: 'deleted',
          ...(parts === undefined ? { reason: words } : reasonOf(say('deletedWith', parts))),
        },
  ];
  return {
    kind: 'done',
    state: gone ? 'same' : 'done',
    facts: { deletions, deletedVersions: gone ? [] : versions },
    report: { deletions },
  };
}
