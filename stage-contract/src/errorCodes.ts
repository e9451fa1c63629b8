import { API_VOICE, type Voice } from './messages/voice';

/** A kind of failure. */
interface FailureKind {
  /** Whether a retry can help. */
  retryable: boolean;
  /** What to do next, unless the failure has better advice; names fields as the voice does. */
  next: (voice: Voice) => string;
}

const FAILURE_KINDS = {
  invalidInput: { retryable: false, next: () => 'Correct the named fields in the stage and run it again.' },
  notSupportedYet: { retryable: false, next: () => 'Remove the field, or use what the message suggests.' },
  accountNotConfigured: {
    retryable: false,
    next: () => "Add the account or region to the sidecar's configuration, or correct the stage.",
  },
  accountNotAllowed: {
    retryable: false,
    next: () => 'Ask for access to the account in Spinnaker, or run the pipeline as a user who has it.',
  },
  roleNotAssumable: { retryable: false, next: () => "Check the role's trust policy and its name." },
  accessDenied: {
    retryable: false,
    next: () =>
      "Add the missing permission to the sidecar's role; `lambda-stages iam-policy` prints the minimal policy.",
  },
  functionNotFound: {
    retryable: false,
    next: ({ field }) =>
      `Check ${field('functionName')}, ${field('account')} and ${field('region')}, or deploy the function first.`,
  },
  aliasNotFound: {
    retryable: false,
    next: ({ field }) => `Check ${field('aliasName')}, or create the alias with a Deployment or Route stage first.`,
  },
  versionNotFound: { retryable: false, next: () => 'Choose a version that exists.' },
  noVersionForMacro: {
    retryable: false,
    next: () => 'Publish a version first, or choose another macro or a version number.',
  },
  pinExpired: {
    retryable: false,
    next: () => 'Run the pipeline again from its first stage, or enter version numbers.',
  },
  journalNotUnderstood: {
    retryable: false,
    next: () => 'Compare the function and its aliases with what is reported here, then run the pipeline again.',
  },
  codeNotFound: {
    retryable: false,
    next: () => 'Check the bucket, key and region, and that the build uploaded the object.',
  },
  codeMismatch: { retryable: false, next: () => 'Check which build uploaded the object; nothing was published.' },
  foreignChange: {
    retryable: false,
    next: (voice) =>
      `Find out who changed the alias. Then run the pipeline again, or set ${voice.field('onForeignChange')} to ${voice.choice('onForeignChange', 'proceed')}.`,
  },
  rolloutNotFound: {
    retryable: false,
    next: ({ field }) =>
      `Check ${field('functionName')} and ${field('aliasName')}, and whether the rollout is still running.`,
  },
  actionNotAllowed: {
    retryable: false,
    next: () => 'Look at the rollout: its execution details say what is possible now.',
  },
  actionNotTaken: {
    retryable: false,
    next: () => "Try again when the rollout's current step has ended. To revert it at once, cancel its execution.",
  },
  revertAsked: {
    retryable: false,
    next: () => 'Ask whoever reverted it. To roll out again, start the pipeline again.',
  },
  notContinued: {
    retryable: false,
    next: ({ field }) =>
      `Start the pipeline again when somebody can decide, or increase ${field('continueWithinSeconds')}.`,
  },
  busy: {
    retryable: false,
    next: (voice) =>
      `Wait for the other rollout to end, or set ${voice.field('onBusy')} to ${voice.choice('onBusy', 'wait')}.`,
  },
  healthCheckFailed: {
    retryable: false,
    next: () => 'Fix the code and run the pipeline again. To test the version on its own, use an Invoke stage.',
  },
  alarmNotFound: {
    retryable: false,
    next: () => 'Check the spelling of each alarm, and that it exists in the account and region of the function.',
  },
  alarmInAlarm: {
    retryable: false,
    next: () => 'Find out what the alarm is about, fix it, and run the pipeline again.',
  },
  candidateWorse: {
    retryable: false,
    next: () => 'Compare the logs of both versions in these minutes, fix the cause, and run the pipeline again.',
  },
  notEnoughEvidence: {
    retryable: false,
    next: (voice) =>
      `Hold longer or raise the weight, so that the candidate gets more calls; or let ${voice.field('evidence')} proceed on too few. A health check works without real calls.`,
  },
  hookFailed: {
    retryable: false,
    next: () => "Look at the hook's log, then fix what it found, or the hook, and run the pipeline again.",
  },
  expectationFailed: {
    retryable: false,
    next: () => 'Compare the expected and actual values, then fix the function or the expectation.',
  },
  outcomeUnknown: {
    retryable: false,
    next: () =>
      "Check the function's log to see whether the call ran. If it is safe to run it again, restart the stage.",
  },
  nothingToDelete: {
    retryable: false,
    next: ({ field }) => `Check the version, or turn off ${field('failIfNothingToDelete')}.`,
  },
  protectedVersion: { retryable: false, next: () => 'Move the alias first.' },
  settleFailed: { retryable: false, next: () => "Read AWS's reason, fix the cause, and run the stage again." },
  deadlineExceeded: {
    retryable: false,
    next: () => 'Increase the stage timeout, or find out what AWS was waiting for.',
  },
  abandoned: { retryable: false, next: () => 'Orca no longer polls this stage. Start the pipeline again.' },
  cancelled: { retryable: false, next: () => 'Start the pipeline again when ready.' },
  superseded: { retryable: false, next: () => 'Nothing to do: another run has taken over.' },
  throttled: {
    retryable: true,
    next: () => 'Lower the rate of other tools in this account, or ask AWS for a higher quota.',
  },
  awsUnavailable: { retryable: true, next: () => 'Try again; if this continues, check the AWS Health Dashboard.' },
  awsConflict: { retryable: true, next: () => 'Another change is in progress; try again when it has finished.' },
  awsRefused: { retryable: false, next: () => "Read AWS's message and correct the stage." },
  internal: { retryable: false, next: () => "Report it with the operation ID; the sidecar's log has the details." },
} as const satisfies Record<string, FailureKind>;

/** The code of a failure. */
export type ErrorCode = keyof typeof FAILURE_KINDS;

/** Every kind of failure. Programs may rely on the codes. */
export const ERROR_CODES: Readonly<Record<ErrorCode, FailureKind>> = FAILURE_KINDS;

/** Whether a text is one of the codes. A newer sidecar may have more of them. */
export const isErrorCode = (code: string | undefined): code is ErrorCode =>
  code !== undefined && Object.prototype.hasOwnProperty.call(ERROR_CODES, code);

/** What to do about a failure of a code, in the API's voice. */
export const adviceFor = (code: ErrorCode): string => ERROR_CODES[code].next(API_VOICE);
