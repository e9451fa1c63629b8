import { z } from 'zod';
import { field, requiredField } from '../fieldMeta';
import { artifactSchema } from '../fields/artifact';
import { concurrencyFields } from '../fields/concurrency';
import { drainSeconds } from '../fields/drain';
import { eventSourceFields } from '../fields/eventSource';
import { aliasName, targetFields } from '../fields/target';
import { awsDescription, routeVersion, versionNumber } from '../fields/version';
import { defineStage } from '../stageDefinition';
import { flag, listOf, oneOf, wholeNumber } from '../values';
import { evidenceFields } from './evidenceFields';
import { gradualPreset, gradualStepSchema, MOST_GRADUAL_STEPS } from './gradualSteps';
import { healthCheckSchema } from './healthCheck';
import { routeRules } from './routeRules';

/** How to shift traffic. */
export const STRATEGIES = ['$SIMPLE', '$WEIGHTED', '$BLUEGREEN', '$GRADUAL'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** What a stage does with the alias if it fails, is cancelled or times out. */
export const FAILURE_POLICIES = ['revert', 'hold', 'revertAndDeleteCandidate'] as const;
export type FailurePolicy = (typeof FAILURE_POLICIES)[number];

/**
 * Minimum and maximum of the timer in seconds: a minute, because a judgment takes time, and a week, because nobody
 * remembers a canary for longer.
 */
export const SHORTEST_REVERT_TIMER_SECONDS = 60;
export const LONGEST_REVERT_TIMER_SECONDS = 604_800;

const REVERT_HELP =
  'Revert restores the routing that the alias had before this execution, unless someone else has changed the alias since.';

/** The strategies that split the traffic, go step by step, or check the candidate. */
const SPLIT: readonly Strategy[] = ['$WEIGHTED'];
const GRADUAL: readonly Strategy[] = ['$GRADUAL'];
const CHECKED: readonly Strategy[] = ['$BLUEGREEN', '$GRADUAL'];

const percent = () => wholeNumber(0, 100);
const number = (label: string, strategies: readonly Strategy[] = STRATEGIES) =>
  field(versionNumber(), {
    strategies,
    label,
    section: 'how',
    native: true,
    example: '42',
    help: 'The number of a published version. Used with $PROVIDED.',
  });

/** AWS Lambda Route: shifts an alias's traffic between versions. */
export const routeDefinition = defineStage({
  type: 'Aws.LambdaTrafficRoutingStage',
  key: 'route',
  label: 'AWS Lambda Route',
  description:
    "Shift an alias's traffic between versions: all at once, as a split, or step by step. Revert when something goes wrong.",
  sections: [
    { id: 'where', title: 'Target' },
    { id: 'how', title: 'Traffic' },
    { id: 'healthCheck', title: 'Health check' },
    { id: 'wrong', title: 'Failure handling' },
    { id: 'evidence', title: 'Evidence' },
    { id: 'concurrency', title: 'Concurrency' },
    { id: 'eventSources', title: 'Event sources' },
  ],
  schema: z.object({
    ...targetFields,
    aliasName: requiredField(aliasName(), {
      label: 'Alias',
      section: 'where',
      native: true,
      example: 'live',
      help: 'The alias to route. It is created if it does not exist.',
    }),
    aliasDescription: field(awsDescription(), {
      label: 'Alias description',
      section: 'where',
      native: true,
      whenAbsent: 'unchanged',
      noControl: 'rarely needed; set it in JSON',
    }),
    deploymentStrategy: requiredField(oneOf(STRATEGIES), {
      label: 'Strategy',
      section: 'how',
      native: true,
      control: 'cards',
      choices: { $SIMPLE: 'Simple', $WEIGHTED: 'Weighted', $BLUEGREEN: 'Blue/green', $GRADUAL: 'Gradual' },
      choiceHelp: {
        $SIMPLE: 'Shift all traffic to one version at once.',
        $WEIGHTED: 'Split traffic between two versions.',
        $BLUEGREEN: 'Health check first, then shift all traffic.',
        $GRADUAL: 'Step by step, with health checks; reverts if one fails.',
      },
    }),
    versionNameA: field(routeVersion(), {
      label: 'Version A',
      section: 'how',
      native: true,
      control: 'versionMacro',
      help: '$LATEST is the version that this execution published, or else the newest one. $PREVIOUS is what the alias served before this execution, if that has published a version. Otherwise it is the version to go back to: what the alias served before its newest release, or the stable version while it is split. To go further back, enter a version number.',
    }),
    versionNumberA: number('Version number A'),
    trafficPercentA: field(percent(), {
      strategies: SPLIT,
      label: 'Traffic to A',
      section: 'how',
      native: true,
      unit: '%',
      help: 'Percentage of traffic that version A gets. Version B gets the rest.',
    }),
    versionNameB: field(routeVersion(), {
      strategies: SPLIT,
      label: 'Version B',
      section: 'how',
      native: true,
      control: 'versionMacro',
    }),
    versionNumberB: number('Version number B', SPLIT),
    trafficPercentB: field(percent(), {
      strategies: SPLIT,
      label: 'Traffic to B',
      section: 'how',
      native: true,
      unit: '%',
      noControl: 'always what A leaves of 100%',
      unread: 'the contract checks that A and B add up to 100%',
    }),
    preset: field(gradualPreset(), {
      strategies: GRADUAL,
      label: 'Preset',
      section: 'how',
      help: "One of CodeDeploy's predefined configurations, instead of steps. Canary: 10%, a hold, then 100%. Linear: 10% more after each hold.",
    }),
    steps: field(listOf(gradualStepSchema, MOST_GRADUAL_STEPS), {
      strategies: GRADUAL,
      label: 'Steps',
      entry: 'Step',
      section: 'how',
      help: 'The steps of a gradual rollout, in order. { weightPercent, holdSeconds } gives the candidate a percentage of traffic and holds it. { check } calls the candidate and checks the response. The rollout always ends with the promotion to 100%; you do not need a step for it.',
    }),
    healthCheckType: field(oneOf(['$LAMBDA']), {
      strategies: CHECKED,
      label: 'Health check type',
      native: true,
      noControl: 'there is only one type',
      unread: 'there is only one type',
    }),
    payloadArtifact: field(artifactSchema, {
      strategies: CHECKED,
      label: 'Payload artifact',
      section: 'healthCheck',
      native: true,
      control: 'artifact',
      help: 'The payload as an inline artifact (embedded/base64), as Spinnaker’s own form stores it. Health check has the same as plain text.',
    }),
    outputArtifact: field(artifactSchema, {
      strategies: CHECKED,
      label: 'Expected output artifact',
      section: 'healthCheck',
      native: true,
      control: 'artifact',
      help: 'What the response body must equal, as an inline artifact (embedded/base64). White space is ignored.',
    }),
    timeout: field(wholeNumber(0, 900), {
      strategies: CHECKED,
      label: 'Health check timeout',
      section: 'healthCheck',
      native: true,
      unit: 's',
      whenAbsent: "the function's own timeout plus 5 s",
    }),
    healthCheck: field(healthCheckSchema, {
      strategies: CHECKED,
      label: 'Health check',
      section: 'healthCheck',
      control: 'json',
      help: 'Calls the candidate directly and checks its response before it gets traffic: invokePayload, expect, timeoutSeconds, attempts, intervalSeconds, recordResponse.',
    }),
    ...evidenceFields,
    onFailure: field(oneOf(FAILURE_POLICIES), {
      label: 'On failure',
      section: 'wrong',
      control: 'cards',
      choices: { revert: 'Revert', hold: 'Hold', revertAndDeleteCandidate: 'Revert and delete candidate' },
      defaultChoice: 'revert',
      whenAbsent: 'revert',
      choiceHelp: {
        revert: REVERT_HELP,
        hold: 'Hold leaves the alias as it is when the stage stops.',
        revertAndDeleteCandidate:
          'Revert and delete candidate also deletes the version that this execution published, once no alias serves it.',
      },
      help: `What happens to the alias if the stage fails, is cancelled or times out. ${REVERT_HELP}`,
    }),
    drainSeconds: drainSeconds('wrong', 'rarely needed; set it in JSON'),
    destroyOnFail: field(flag(), {
      label: 'Destroy on fail',
      section: 'wrong',
      native: true,
      help: 'An older way to set On failure to Revert and delete candidate.',
    }),
    onForeignChange: field(oneOf(['fail', 'proceed']), {
      label: 'Alias changed by others',
      section: 'wrong',
      control: 'cards',
      choices: { fail: 'Fail', proceed: 'Proceed' },
      defaultChoice: 'fail',
      whenAbsent: 'fail',
      help: 'What happens if the alias no longer has the routing that this execution gave it. If the stage fails, it shows both routings. If it proceeds, it shows them as a warning, and a failure goes back to what the others had left. The baseline and $PREVIOUS remain what the alias served before this execution.',
    }),
    onBusy: field(oneOf(['fail', 'wait']), {
      label: 'Another rollout in progress',
      section: 'wrong',
      control: 'cards',
      choices: { fail: 'Fail', wait: 'Wait' },
      defaultChoice: 'fail',
      whenAbsent: 'fail',
    }),
    revertUnlessPromotedWithinSeconds: field(wholeNumber(SHORTEST_REVERT_TIMER_SECONDS, LONGEST_REVERT_TIMER_SECONDS), {
      strategies: SPLIT,
      label: 'Revert unless promoted within',
      section: 'wrong',
      unit: 's',
      whenAbsent: 'the split stays until someone routes the alias',
      help: "For $WEIGHTED. Sends all traffic back to the baseline if no later Route stage of this execution routes the alias in time, for example because nobody answers a manual judgment. The time starts when this stage ends. The timer keeps running if the execution ends or is cancelled, and never overwrites somebody else's change.",
    }),
    requireAliasCallers: field(flag(), {
      label: 'Callers that bypass the alias',
      section: 'wrong',
      whenAbsent: 'a warning',
      help: 'Fail if an event source, permission or function URL calls the function without using the alias.',
    }),
    ...concurrencyFields,
    ...eventSourceFields,
  }),
  qualifierFields: { alias: 'aliasName', version: 'versionNameA' },
  notSupportedYet: {
    targets: 'oneStagePerTarget',
  },
  deadFields: ['payloadrtifact'],
  rules: routeRules,
});

export type RouteInput = z.output<typeof routeDefinition.schema>;
