import { say, startingPositionFor, StageError } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { MappingFacts } from '../../../model/mappingFacts';
import type { ApplyContext } from '../../../model/stageContext';
import { sentenceOf } from '../../../model/step';
import { targetWords } from '../../../model/target';
import { pollDelayMs } from '../settle';
import { findMapping } from './findMapping';
import { changedSettings, settingsMissingIn, sourceName } from './mappingDifferences';
import { madeBy, type EventSourceFacts, type EventSourceStep, type RestoreEventSourceStep } from './eventSourceSteps';

/** Whether a step changes a mapping. */
export const changesEventSource = (step: { kind: string }): step is EventSourceStep =>
  step.kind === 'createEventSource' || step.kind === 'updateEventSource' || step.kind === 'deleteEventSource';

/**
 * The step that brings back what a step has done; none if that step does not say what was there before. Pure. A mapping
 * that somebody else has created is never removed: it gets the settings back that it had.
 */
export function restoreEventSource(
  step: EventSourceStep,
  facts: Readonly<Partial<EventSourceFacts>>,
): RestoreEventSourceStep[] {
  const { functionRef, eventSourceArn } = step;
  const restore = {
    id: `restoreEventSource:${eventSourceArn}`,
    kind: 'restoreEventSource',
    ...sentenceOf(say('restoreEventSource', { source: sourceName(eventSourceArn) })),
    mutates: true,
    functionRef,
    eventSourceArn,
  } as const;
  if (step.kind === 'createEventSource') {
    const made = madeBy(step, facts);
    if (made === undefined) return [{ ...restore, undoes: 'create', left: step.spec, before: {} }];
    const { uuid, left, before } = made;
    if (before === undefined) return [{ ...restore, undoes: 'create', uuid, left, before: {} }];
    const { startingPosition: _never, ...settings } = step.spec;
    return [{ ...restore, undoes: 'update', uuid, left: settings, before }];
  }
  const { uuid, before } = step;
  if (before === undefined) return [];
  // A source may have several mappings, such as one for each topic.
  const id = `${restore.id}:${uuid}`;
  return [
    step.kind === 'updateEventSource'
      ? { ...restore, id, undoes: 'update', uuid, left: step.spec, before }
      : {
          ...restore,
          id,
          undoes: 'delete',
          uuid,
          left: {},
          before,
          ...(step.hadOtherSettings === true ? { hadOtherSettings: true } : {}),
        },
  ];
}

/** Brings back one mapping, or says why it cannot. Throws StageError foreignChange if someone else has changed it. */
export function applyEventSourceRestore<Facts extends object>(
  step: RestoreEventSourceStep,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
  switch (step.undoes) {
    case 'create':
      return removeAgain(step, context);
    case 'update':
      return resetSettings(step, context);
    case 'delete':
      return createAgain(step, context);
  }
}

type Restored = { kind: 'done'; state: 'same' | 'reverted' };
const unlessDone = ({ again }: { again: boolean }): Restored => ({ kind: 'done', state: again ? 'reverted' : 'same' });

/** AWS refuses to change a mapping that is still on its way to a state. */
const isChanging = ({ state }: MappingFacts): boolean => state !== 'Enabled' && state !== 'Disabled';

const waitForMapping = <Facts extends object>(
  { eventSourceArn, state }: MappingFacts,
  { tries, nowMs, firstBegunAtMs, settlePollMs }: ApplyContext<Facts>,
): Applied<Facts> => ({
  kind: 'wait',
  afterMs: pollDelayMs(tries, nowMs - firstBegunAtMs, settlePollMs),
  progress: say('waitingForMapping', { eventSourceArn, state }),
});

async function removeAgain<Facts extends object>(
  step: RestoreEventSourceStep,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
  const found =
    step.uuid === undefined ? await findMapping(step, context) : await context.lambda.getEventSourceMapping(step.uuid);
  if (found === undefined || found.state === 'Deleting') return unlessDone(context);
  if (isChanging(found)) return waitForMapping(found, context);
  const { startingPosition: _never, ...settings } = step.left;
  if (Object.keys(changedSettings(settings, found)).length > 0)
    throw changedByOther(sourceName(step.eventSourceArn), context);
  await context.lambda.deleteEventSourceMapping(found.uuid);
  const note = say('eventSourceRemovedAgain', { source: sourceName(step.eventSourceArn) });
  return { kind: 'done', state: 'reverted', note };
}

async function resetSettings<Facts extends object>(
  step: RestoreEventSourceStep,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
  const source = sourceName(step.eventSourceArn);
  const found = step.uuid === undefined ? undefined : await context.lambda.getEventSourceMapping(step.uuid);
  if (found === undefined) throw changedByOther(source, context);
  const changed = changedSettings(step.before, found);
  // AWS keeps a setting that it did not have before: an update cannot take one back.
  const kept = settingsMissingIn(step.left, step.before);
  const note = say('eventSourceAsBefore', { source, ...(kept.length === 0 ? {} : { kept }) });
  if (Object.keys(changed).length === 0) return { ...unlessDone(context), note };
  if (Object.keys(changedSettings(step.left, found)).length > 0) throw changedByOther(source, context);
  if (isChanging(found)) return waitForMapping(found, context);
  await context.lambda.updateEventSourceMapping({ ...changed, uuid: found.uuid });
  return { kind: 'done', state: 'reverted', note };
}

const changedByOther = <Facts extends object>(source: string, { operation }: ApplyContext<Facts>): StageError =>
  new StageError({
    code: 'foreignChange',
    what: say('eventSourceChangedByOther', { source }),
    where: targetWords(operation.target),
    next: say('restoreSettingByHand', {}),
  });

async function createAgain<Facts extends object>(
  step: RestoreEventSourceStep,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
  const { eventSourceArn, functionRef, before } = step;
  const source = sourceName(eventSourceArn);
  if ((await findMapping(step, context)) !== undefined) return unlessDone(context);
  // Where a mapping has read to is lost with it: a new one would skip records or repeat them. Without its other settings, such as partial batch
  // responses, a new one could lose messages.
  if (startingPositionFor(eventSourceArn, undefined) !== undefined || step.hadOtherSettings === true)
    return { kind: 'done', state: 'skipped', note: say('eventSourceStaysRemoved', { source }) };
  await context.lambda.createEventSourceMapping({ ...before, functionName: functionRef, eventSourceArn });
  return { kind: 'done', state: 'reverted', note: say('eventSourceAsBefore', { source }) };
}
