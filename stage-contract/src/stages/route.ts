import { z } from 'zod';
import { field, requiredField } from '../fieldMeta';
import { artifactSchema } from '../fields/artifact';
import { concurrencyFields } from '../fields/concurrency';
import { eventSourceFields } from '../fields/eventSource';
import { aliasName, targetFields } from '../fields/target';
import { routeVersion, versionNumber } from '../fields/version';
import { defineStage } from '../stageDefinition';
import { flag, listOf, oneOf, text, wholeNumber } from '../values';
import { gradualPreset, gradualStepSchema, MOST_GRADUAL_STEPS } from './gradualSteps';
import { healthCheckSchema } from './healthCheck';
import { routeRules } from './routeRules';

/** How traffic moves. */
export const STRATEGIES = ['$SIMPLE', '$WEIGHTED', '$BLUEGREEN', '$GRADUAL'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** Names and one-line descriptions of the strategies. */
export const STRATEGY_WORDS = {
  $SIMPLE: 'Simple',
  $WEIGHTED: 'Weighted',
  $BLUEGREEN: 'Blue/green',
  $GRADUAL: 'Gradual',
} as const satisfies Record<Strategy, string>;

/** What a stage does with the alias when it fails, is cancelled or runs out of time. */
export const FAILURE_POLICIES = ['revert', 'hold', 'revertAndDeleteCandidate'] as const;
export type FailurePolicy = (typeof FAILURE_POLICIES)[number];

/** Least and most seconds of the timer: a minute, as whoever judges needs time, and a week, after which nobody remembers what was to be judged. */
export const SHORTEST_REVERT_TIMER_SECONDS = 60;
export const LONGEST_REVERT_TIMER_SECONDS = 604_800;

const REVERT_HELP =
  'Revert brings back the routing found before this execution, unless somebody else has changed the alias meanwhile.';

const percent = () => wholeNumber(0, 100);
const number = (label: string) =>
  field(versionNumber(), {
    label,
    section: 'how',
    native: true,
    placeholder: '42',
    help: 'Number of a published version; used with $PROVIDED.',
  });

/** AWS Lambda Route: move an alias's traffic between versions. */
export const routeDefinition = defineStage({
  type: 'Aws.LambdaTrafficRoutingStage',
  key: 'route',
  label: 'AWS Lambda Route',
  description:
    "Move an alias's traffic between versions, all at once, split or step by step, and back when something is wrong.",
  sections: [
    { id: 'where', title: 'Where' },
    { id: 'how', title: 'How' },
    { id: 'healthCheck', title: 'Health check' },
    { id: 'wrong', title: 'When something is wrong' },
    { id: 'concurrency', title: 'Concurrency' },
    { id: 'eventSources', title: 'Event sources' },
  ],
  schema: z.object({
    ...targetFields,
    aliasName: requiredField(aliasName(), {
      label: 'Alias',
      section: 'where',
      native: true,
      placeholder: 'for example live',
      help: 'The alias whose traffic moves. It is created when missing.',
    }),
    aliasDescription: field(text(), {
      label: 'Alias description',
      section: 'where',
      native: true,
      whenAbsent: 'left alone',
      noControl: 'rarely needed; set it in JSON',
    }),
    deploymentStrategy: requiredField(oneOf(STRATEGIES), {
      label: 'Strategy',
      section: 'how',
      native: true,
      control: 'cards',
      choices: STRATEGY_WORDS,
    }),
    versionNameA: field(routeVersion(), {
      label: 'Version A',
      section: 'how',
      native: true,
      control: 'versionMacro',
      help: '$LATEST is the version that this execution published, $PREVIOUS what the alias served before it.',
    }),
    versionNumberA: number('Version number A'),
    trafficPercentA: field(percent(), {
      label: 'Traffic to A',
      section: 'how',
      native: true,
      unit: '%',
      help: 'Share of calls to version A; the rest goes to version B.',
    }),
    versionNameB: field(routeVersion(), { label: 'Version B', section: 'how', native: true, control: 'versionMacro' }),
    versionNumberB: number('Version number B'),
    trafficPercentB: field(percent(), {
      label: 'Traffic to B',
      section: 'how',
      native: true,
      unit: '%',
      noControl: 'always the rest of 100%',
      unread: 'the contract checks that it is the rest of 100%',
    }),
    preset: field(gradualPreset(), {
      label: 'Preset',
      section: 'how',
      help: "One of CodeDeploy's predefined configurations, instead of steps. Canary: 10%, then all after the hold. Linear: 10% more after every hold.",
    }),
    steps: field(listOf(gradualStepSchema, MOST_GRADUAL_STEPS), {
      label: 'Steps',
      entry: 'Step',
      section: 'how',
      help: 'What $GRADUAL does, in order: { weightPercent, holdSeconds } gives the candidate a share and holds it, { check } calls the candidate and judges the answer. The promotion to 100% comes at the end by itself.',
    }),
    healthCheckType: field(oneOf(['$LAMBDA']), {
      label: 'Health check type',
      native: true,
      noControl: 'there is one type',
      unread: 'there is one type',
    }),
    payloadArtifact: field(artifactSchema, {
      label: 'Payload artifact',
      section: 'healthCheck',
      native: true,
      control: 'artifact',
      help: 'Inline artifact (embedded/base64) sent to the candidate.',
    }),
    outputArtifact: field(artifactSchema, {
      label: 'Expected output artifact',
      section: 'healthCheck',
      native: true,
      control: 'artifact',
      help: 'Inline artifact (embedded/base64) that the response body must equal, white space ignored.',
    }),
    timeout: field(wholeNumber(0, 900), {
      label: 'Health check timeout',
      section: 'healthCheck',
      native: true,
      unit: 's',
      whenAbsent: "the function's own timeout and 5 s",
    }),
    healthCheck: field(healthCheckSchema, {
      label: 'Health check',
      section: 'healthCheck',
      control: 'json',
      help: 'invokePayload, expect, timeoutSeconds, attempts, intervalSeconds: the candidate is called by its version and judged before it gets traffic.',
    }),
    onFailure: field(oneOf(FAILURE_POLICIES), {
      label: 'On failure',
      section: 'wrong',
      control: 'cards',
      choices: { revert: 'Revert', hold: 'Hold', revertAndDeleteCandidate: 'Revert and delete candidate' },
      defaultChoice: 'revert',
      whenAbsent: 'revert',
      choiceHelp: { revert: REVERT_HELP },
      help: `What happens to the alias when the stage fails, is cancelled or runs out of time. ${REVERT_HELP}`,
    }),
    destroyOnFail: field(flag(), {
      label: 'Destroy on fail',
      native: true,
      noControl: 'the old spelling of On failure: Revert and delete candidate',
    }),
    onForeignChange: field(oneOf(['fail', 'proceed']), {
      label: 'Changed by others',
      section: 'wrong',
      control: 'cards',
      choices: { fail: 'Fail and show both', proceed: 'Proceed' },
      defaultChoice: 'fail',
      whenAbsent: 'fail',
      help: 'What happens when the alias no longer has the routing that this execution left.',
    }),
    onBusy: field(oneOf(['fail', 'wait']), {
      label: 'Held by another rollout',
      section: 'wrong',
      control: 'cards',
      choices: { fail: 'Fail and name it', wait: 'Wait' },
      defaultChoice: 'fail',
      whenAbsent: 'fail',
    }),
    revertUnlessPromotedWithinSeconds: field(wholeNumber(SHORTEST_REVERT_TIMER_SECONDS, LONGEST_REVERT_TIMER_SECONDS), {
      label: 'Revert unless promoted within',
      section: 'wrong',
      unit: 's',
      placeholder: '86400',
      whenAbsent: 'the split stays until somebody routes the alias',
      help: "For $WEIGHTED: sends all traffic back to the baseline when no later Route of this execution has routed the alias in time, for example because nobody answers the judgment. Counted from the end of this stage; goes on when the execution has ended or was cancelled, and never overwrites somebody else's change.",
    }),
    requireAliasCallers: field(flag(), {
      label: 'Callers that bypass the alias',
      section: 'wrong',
      whenAbsent: 'a warning',
      help: 'Refuse to route when an event source, permission or function URL calls the function past the alias.',
    }),
    ...concurrencyFields,
    ...eventSourceFields,
  }),
  notSupportedYet: {
    targets: 'oneStagePerTarget',
    alarms: 'checkBetweenRoutes',
    bakeSeconds: 'waitAfter',
    guards: 'judgeBetweenRoutes',
    preTraffic: 'invokeBefore',
    postTraffic: 'invokeAfter',
  },
  deadFields: ['payloadrtifact'],
  rules: routeRules,
});

export type RouteInput = z.output<typeof routeDefinition.schema>;
