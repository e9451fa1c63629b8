import { present, say, StageError, type Saying } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { MappingFacts, MappingSpec } from '../../../model/mappingFacts';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { findMapping } from './findMapping';
import { changedSettings, settingsOf, sourceName } from './mappingDifferences';
import {
  madeBy,
  type CreateEventSourceStep,
  type DeleteEventSourceStep,
  type EventSourceFacts,
  type EventSourceStep,
  type UpdateEventSourceStep,
} from './eventSourceSteps';

type Context = ApplyContext<EventSourceFacts>;

/** One change of one mapping. A mapping in transition returns 409, an awsConflict that the engine retries. */
export function applyEventSource(step: EventSourceStep, context: Context): Promise<Applied<EventSourceFacts>> {
  switch (step.kind) {
    case 'createEventSource':
      return create(step, context);
    case 'updateEventSource':
      return update(step, context);
    case 'deleteEventSource':
      return remove(step, context);
  }
}

const done = (note: Saying): { kind: 'done'; note: Saying } => ({ kind: 'done', note });
const inState = ({ state }: Pick<MappingFacts, 'state'>): { kind: 'done'; note: Saying } =>
  done(say('eventSourceState', { state }));

async function create(step: CreateEventSourceStep, context: Context): Promise<Applied<EventSourceFacts>> {
  const { functionRef, eventSourceArn, spec } = step;
  const { startingPosition: _never, ...settings } = spec;
  // After a lost response, and after a conflict ("exists already"), the mapping may exist: its key is its source and
  // qualifier.
  const found = context.again || context.tries > 1 ? await findMapping(step, context) : undefined;
  if (found === undefined) {
    const made = await context.lambda.createEventSourceMapping({ ...spec, functionName: functionRef, eventSourceArn });
    return { ...inState(made), facts: factsOf(step, made, context) };
  }
  const isKnown = madeBy(step, context.facts)?.uuid === found.uuid;
  // AWS has refused to create it, so somebody else has. That is written down before anything is changed.
  if (!context.again && !isKnown) {
    const progress = say('eventSourceExists', { source: sourceName(eventSourceArn) });
    return { kind: 'wait', afterMs: 0, progress, facts: factsOf(step, found, context, settingsOf(found, settings)) };
  }
  const changed = changedSettings(settings, found);
  if (Object.keys(changed).length > 0) await context.lambda.updateEventSourceMapping({ ...changed, uuid: found.uuid });
  return { ...inState(found), ...(isKnown ? {} : { facts: factsOf(step, found, context) }) };
}

/** What is known about the mapping from now on. */
function factsOf(
  step: CreateEventSourceStep,
  mapping: MappingFacts,
  { facts: { mappingsMade = [] } }: Context,
  before?: MappingSpec,
): EventSourceFacts {
  const { functionRef, eventSourceArn, spec } = step;
  const { startingPosition: _never, ...settings } = spec;
  const made = {
    ...{ functionRef, eventSourceArn, uuid: mapping.uuid, left: { ...settingsOf(mapping), ...settings } },
    ...present({ before }),
  };
  const earlier = madeBy(step, { mappingsMade });
  return { mappingsMade: [...mappingsMade.filter((one) => one !== earlier), made] };
}

async function update(step: UpdateEventSourceStep, context: Context): Promise<Applied<EventSourceFacts>> {
  if (context.again) {
    const found = await context.lambda.getEventSourceMapping(step.uuid);
    if (found === undefined) throw gone(step, context);
    if (Object.keys(changedSettings(step.spec, found)).length === 0) return inState(found);
  }
  return inState(await context.lambda.updateEventSourceMapping({ ...step.spec, uuid: step.uuid }));
}

async function remove(step: DeleteEventSourceStep, context: Context): Promise<Applied<EventSourceFacts>> {
  if (context.again) {
    const found = await context.lambda.getEventSourceMapping(step.uuid);
    if (found === undefined || found.state === 'Deleting') return done(say('eventSourceGone', {}));
  }
  await context.lambda.deleteEventSourceMapping(step.uuid);
  return done(say('eventSourceRemoved', {}));
}

const gone = (step: UpdateEventSourceStep, context: Context): StageError =>
  new StageError({
    code: 'foreignChange',
    what: say('eventSourceRemovedByOther', { eventSourceArn: step.eventSourceArn }),
    where: targetWords(context.operation.target),
    next: say('runStageAgainToMakeAnew', {}),
  });
