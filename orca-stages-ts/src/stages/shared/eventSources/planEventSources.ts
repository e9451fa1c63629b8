import { sentenceOf } from '../../../model/step';
import { differenceOf } from '../../../model/difference';
import { present, say, type Saying, problem, StageError, type Difference, type Problem } from 'stage-contract';
import type { MappingFacts } from '../../../model/mappingFacts';
import type { EventSourceStep } from './eventSourceSteps';
import { changedSettings, mappingDifferences, settingsOf, sourceName } from './mappingDifferences';
import { eventSourceMode, wantedMappings, type EventSourceInput, type WantedMapping } from './wantedMappings';

export interface EventSourcePlan {
  steps: EventSourceStep[];
  differences: Difference[];
  warnings: Saying[];
}

/**
 * Steps that change the mappings of one function or alias to what is listed. `live` are the mappings of exactly that
 * qualifier. A mapping that someone paused stays paused unless the stage itself sets `enabled`. Throws StageError
 * invalidInput for settings that AWS does not support for such a source.
 */
export function planEventSources(
  input: EventSourceInput,
  functionRef: string,
  live: readonly MappingFacts[],
): EventSourcePlan {
  const mode = eventSourceMode(input);
  if (mode === 'ignore') return { steps: [], differences: [], warnings: [] };
  const wanted = wantedMappings(input);
  refuseMisfits(wanted, input);
  const existing = live.filter((mapping) => mapping.state !== 'Deleting');
  const plans = [
    ...wanted.map((source) =>
      planSource(
        source,
        functionRef,
        existing.find((mapping) => mapping.eventSourceArn === source.eventSourceArn),
      ),
    ),
    ...(mode === 'own'
      ? existing
          .filter((mapping) => !wanted.some((source) => source.eventSourceArn === mapping.eventSourceArn))
          .map((mapping) => planRemoval(mapping, functionRef))
      : []),
  ];
  return {
    steps: plans.flatMap((plan) => plan.steps),
    differences: plans.flatMap((plan) => plan.differences),
    warnings: plans.flatMap((plan) => plan.warnings),
  };
}

const stepId = (verb: string, eventSourceArn: string): string => `${verb}EventSource:${eventSourceArn}`;

function planSource(wanted: WantedMapping, functionRef: string, live: MappingFacts | undefined): EventSourcePlan {
  const { eventSourceArn, settings, startingPosition } = wanted;
  const name = sourceName(eventSourceArn);
  if (live === undefined) {
    const spec = { ...settings, ...present({ startingPosition }) };
    return {
      steps: [
        {
          kind: 'createEventSource',
          id: stepId('create', eventSourceArn),
          ...sentenceOf(say('createEventSource', { source: name })),
          mutates: true,
          functionRef,
          eventSourceArn,
          spec,
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
        functionRef,
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

const planRemoval = (mapping: MappingFacts, functionRef: string): EventSourcePlan => ({
  steps: [
    {
      kind: 'deleteEventSource',
      id: stepId('delete', mapping.eventSourceArn),
      ...sentenceOf(say('removeEventSource', { source: sourceName(mapping.eventSourceArn) })),
      mutates: true,
      functionRef,
      eventSourceArn: mapping.eventSourceArn,
      uuid: mapping.uuid,
      before: settingsOf(mapping),
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

/** Settings that AWS only supports for other kinds of source. Checked here, they fail before anything has changed. */
function refuseMisfits(wanted: readonly WantedMapping[], input: EventSourceInput): void {
  const problems = wanted.flatMap(({ eventSourceArn, settings }): Problem[] => {
    const queue = /^arn:aws[a-z-]*:sqs:/.test(eventSourceArn),
      source = sourceName(eventSourceArn);
    return [
      ...(settings.maximumConcurrency !== undefined && !queue
        ? [problem('eventSources.maximumConcurrency', 'onlyForQueues', { source })]
        : []),
      ...(settings.onFailureArn !== undefined && queue
        ? [problem('eventSources.onFailureArn', 'notForQueues', { source })]
        : []),
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
