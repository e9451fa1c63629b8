import { say, StageError, type Saying } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { MappingFacts } from '../../../model/mappingFacts';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { findMapping } from './findMapping';
import { changedSettings } from './mappingDifferences';
import type {
  CreateEventSourceStep,
  DeleteEventSourceStep,
  EventSourceStep,
  UpdateEventSourceStep,
} from './eventSourceSteps';

/** One change of one mapping. A mapping in transition returns 409, an awsConflict that the engine retries. */
export function applyEventSource<Facts extends object>(
  step: EventSourceStep,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
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

async function create<Facts extends object>(
  step: CreateEventSourceStep,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
  // After a lost response, and after a conflict ("exists already"), the mapping may exist: its key is its source and
  // qualifier.
  const present = context.again || context.tries > 1 ? await findMapping(step, context) : undefined;
  if (present !== undefined) return adopt(step, present, context);
  const { functionRef, eventSourceArn, spec } = step;
  const made = await context.lambda.createEventSourceMapping({ ...spec, functionName: functionRef, eventSourceArn });
  return inState(made);
}

async function adopt<Facts extends object>(
  step: CreateEventSourceStep,
  present: MappingFacts,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
  const { startingPosition: _never, ...settings } = step.spec;
  const changed = changedSettings(settings, present);
  if (Object.keys(changed).length > 0)
    await context.lambda.updateEventSourceMapping({ ...changed, uuid: present.uuid });
  return inState(present);
}

async function update<Facts extends object>(
  step: UpdateEventSourceStep,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
  if (context.again) {
    const present = await context.lambda.getEventSourceMapping(step.uuid);
    if (present === undefined) throw gone(step, context);
    if (Object.keys(changedSettings(step.spec, present)).length === 0) return inState(present);
  }
  return inState(await context.lambda.updateEventSourceMapping({ ...step.spec, uuid: step.uuid }));
}

async function remove<Facts extends object>(
  step: DeleteEventSourceStep,
  context: ApplyContext<Facts>,
): Promise<Applied<Facts>> {
  if (context.again) {
    const present = await context.lambda.getEventSourceMapping(step.uuid);
    if (present === undefined || present.state === 'Deleting') return done(say('eventSourceGone', {}));
  }
  await context.lambda.deleteEventSourceMapping(step.uuid);
  return done(say('eventSourceRemoved', {}));
}

const gone = <Facts extends object>(step: UpdateEventSourceStep, context: ApplyContext<Facts>): StageError =>
  new StageError({
    code: 'foreignChange',
    what: say('eventSourceRemovedByOther', { eventSourceArn: step.eventSourceArn }),
    where: targetWords(context.operation.target),
    next: say('runStageAgainToMakeAnew', {}),
  });
