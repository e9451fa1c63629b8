import { sentenceOf } from '../../../model/step';
import { differenceOf } from '../../../model/difference';
import { present, say, type Saying, problem, StageError, type Difference, type Problem } from 'stage-contract';
import type { MappingFacts } from '../../../model/mappingFacts';
import type { EventSourceStep } from './eventSourceSteps';
import { changedSettings, mappingDifferences, settingsOf, sourceName } from './mappingDifferences';
import {
  eventSourceMode,
  wantedMappings,
  withoutEffect,
  type EventSourceInput,
  type WantedMapping,
} from './wantedMappings';

interface SourcePlan {
  steps: EventSourceStep[];
  differences: Difference[];
  warnings: Saying[];
}

/** A source, and the alias or version that its mapping calls; without one, it calls the unpublished head. */
interface SourcePlace {
  source: string;
  alias?: string;
}

export interface EventSourcePlan extends SourcePlan {
  /** Where every listed source is after the steps. */
  places: SourcePlace[];
}

/**
 * Steps that change mappings to what is listed. A source without a mapping among `live` gets one to `functionRef`; an
 * existing mapping stays where it is. A mapping that someone paused stays paused unless the stage itself sets `enabled`. Throws StageError
 * invalidInput for settings that AWS does not support for such a source.
 */
export function planEventSources(
  input: EventSourceInput,
  functionRef: string,
  live: readonly MappingFacts[],
): EventSourcePlan {
  const mode = eventSourceMode(input);
  if (mode === 'ignore') return { steps: [], differences: [], warnings: withoutEffect(input), places: [] };
  const wanted = wantedMappings(input);
  const existing = live.filter((mapping) => mapping.state !== 'Deleting');
  refuseMisfits(wanted, existing, input);
  const of = ({ eventSourceArn }: WantedMapping): MappingFacts[] =>
    existing.filter((mapping) => mapping.eventSourceArn === eventSourceArn);
  const plans = [
    ...wanted.flatMap((source) => {
      const mappings = of(source);
      return mappings.length === 0
        ? [planNew(source, functionRef)]
        : mappings.map((mapping) => planExisting(source, mapping));
    }),
    ...(mode === 'own'
      ? existing
          .filter((mapping) => !wanted.some((source) => source.eventSourceArn === mapping.eventSourceArn))
          .map((mapping) => planRemoval(mapping))
      : []),
  ];
  const places = wanted.flatMap((source): SourcePlace[] => {
    const refs = of(source).map(({ functionArn }) => functionRefOf(functionArn));
    return (refs.length === 0 ? [functionRef] : refs).map((ref) => ({
      source: sourceName(source.eventSourceArn),
      ...aliasIn(ref),
    }));
  });
  return {
    places,
    steps: distinctIds(plans.flatMap((plan) => plan.steps)),
    differences: plans.flatMap((plan) => plan.differences),
    warnings: [...withoutEffect(input), ...plans.flatMap((plan) => plan.warnings)],
  };
}

const stepId = (verb: string, eventSourceArn: string): string => `${verb}EventSource:${eventSourceArn}`;

/** A source may have several mappings: to several qualifiers, or one for each topic. */
const distinctIds = (steps: readonly EventSourceStep[]): EventSourceStep[] =>
  steps.map((step, index) =>
    step.kind === 'createEventSource' || steps.findIndex(({ id }) => id === step.id) === index
      ? step
      : { ...step, id: `${step.id}:${step.uuid}` },
  );

/** `function`, or `function:alias`, as a mapping's ARN has it. */
const functionRefOf = (functionArn: string): string => functionArn.split(':').slice(6).join(':');
/** The alias or version that an ARN of a function ends with. */
export const qualifierOf = (functionArn: string): string | undefined => functionArn.split(':')[7];
const aliasIn = (functionRef: string): { alias?: string } => present({ alias: functionRef.split(':')[1] });

function planNew({ eventSourceArn, settings, startingPosition }: WantedMapping, functionRef: string): SourcePlan {
  const name = sourceName(eventSourceArn);
  return {
    steps: [
      {
        kind: 'createEventSource',
        id: stepId('create', eventSourceArn),
        ...sentenceOf(say('createEventSource', { source: name, ...aliasIn(functionRef) })),
        mutates: true,
        functionRef,
        eventSourceArn,
        spec: { ...settings, ...present({ startingPosition }) },
      },
    ],
    differences: [
      differenceOf(
        { setting: `Event source ${name}`, field: 'eventSources' },
        undefined,
        settings.batchSize === undefined ? 'created' : `batch ${settings.batchSize}`,
      ),
    ],
    warnings: [],
  };
}

function planExisting({ eventSourceArn, settings }: WantedMapping, live: MappingFacts): SourcePlan {
  const name = sourceName(eventSourceArn);
  const changed = changedSettings(settings, live);
  const paused = settings.enabled === undefined && (live.state === 'Disabled' || live.state === 'Disabling');
  const warnings = paused ? [say('eventSourcePaused', { source: name })] : [];
  if (Object.keys(changed).length === 0) return { steps: [], differences: [], warnings };
  return {
    steps: [
      {
        kind: 'updateEventSource',
        id: stepId('update', eventSourceArn),
        ...sentenceOf(say('updateEventSource', { source: name })),
        mutates: true,
        functionRef: functionRefOf(live.functionArn),
        eventSourceArn,
        uuid: live.uuid,
        spec: changed,
        before: settingsOf(live, changed),
      },
    ],
    differences: mappingDifferences(changed, live),
    warnings,
  };
}

const planRemoval = (mapping: MappingFacts): SourcePlan => ({
  steps: [
    {
      kind: 'deleteEventSource',
      id: stepId('delete', mapping.eventSourceArn),
      ...sentenceOf(say('removeEventSource', { source: sourceName(mapping.eventSourceArn) })),
      mutates: true,
      functionRef: functionRefOf(mapping.functionArn),
      eventSourceArn: mapping.eventSourceArn,
      uuid: mapping.uuid,
      before: settingsOf(mapping),
      ...(mapping.hasOtherSettings === true ? { hadOtherSettings: true } : {}),
    },
  ],
  differences: [
    differenceOf(
      { setting: `Event source ${sourceName(mapping.eventSourceArn)}`, field: 'eventSources' },
      mapping.batchSize === undefined ? mapping.state : `batch ${mapping.batchSize}`,
      undefined,
    ),
  ],
  warnings: [],
});

/**
 * Settings that AWS only supports for other kinds of source, or can't change any more. Checked here, they fail before
 * anything has changed.
 */
function refuseMisfits(
  wanted: readonly WantedMapping[],
  existing: readonly MappingFacts[],
  input: EventSourceInput,
): void {
  const problems = wanted.flatMap(({ eventSourceArn, settings, askedPosition }): Problem[] => {
    const queue = /^arn:aws[a-z-]*:sqs:/.test(eventSourceArn),
      source = sourceName(eventSourceArn);
    return [
      ...(settings.maximumConcurrency !== undefined && !queue
        ? [problem('eventSources.maximumConcurrency', 'onlyForQueues', { source })]
        : []),
      ...(settings.onFailureArn !== undefined && queue
        ? [problem('eventSources.onFailureArn', 'notForQueues', { source })]
        : []),
      ...(askedPosition?.field === 'eventSources.startingPosition' && queue
        ? [problem(askedPosition.field, 'noPositionForQueues', { source })]
        : []),
      ...existing
        .filter((mapping) => mapping.eventSourceArn === eventSourceArn)
        .flatMap(({ startingPosition: position }) =>
          askedPosition === undefined || position === undefined || position === askedPosition.value
            ? []
            : [problem(askedPosition.field, 'positionIsFixed', { source, position })],
        ),
    ];
  });
  if (input.destinationConfig?.onSuccessArn !== undefined)
    problems.push(problem('destinationConfig.onSuccessArn', 'notSupportedYet', { remedy: 'onlyFailedBatches' }));
  if (problems.length > 0)
    throw new StageError({
      code: 'invalidInput',
      what: say('eventSourcesRefused', {}),
      where: problems.map(({ field }) => field).join(', '),
      problems,
    });
}
