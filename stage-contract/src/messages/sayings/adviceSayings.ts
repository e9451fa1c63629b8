import { ERROR_CODES, type ErrorCode } from '../../errorCodes';
import type { Catalogue, NoValues } from '../catalogue';
import type { Voice } from '../voice';
import type { Worded } from '../worded';

/** What to do next, for failures with more specific advice than their code has. */
export const ADVICE_SAYINGS = {
  waitOrKeepRouting: () => "Wait for the rollout to end, or keep the alias's routing and route it later.",
  beginCanaryAgain: (_values: NoValues, voice: Voice) =>
    `Start the pipeline again, or restart the stage that started the canary. To give the candidate its traffic immediately, set ${voice.field('onForeignChange')} to ${voice.choice('onForeignChange', 'proceed')}.`,
  runPipelineAgainAfterChange: () => 'Find out who changed the alias, then run the pipeline again.',
  moveBackByHand: () =>
    'Find out who changed the alias, and restore its routing manually if the change should not stay.',
  clearAlarmFirst: (_values: NoValues, voice: Voice) =>
    `Clear the alarm first. If the new version is its fix, set ${voice.field('onAlarmAtStart')} to ${voice.choice('onAlarmAtStart', 'ignoreUntilOk')}.`,
  finishByHand: () => 'Check whether AWS has finished by now. If it has not, find out why, and finish it manually.',
  restoreSettingByHand: () => 'Find out who changed it, and restore it manually if the change should not stay.',
  startPipelineAfterHeadChange: () => 'Find out who changed the function, then start the pipeline again.',
  pointCallersAtAlias: ({ functionName, alias }: { functionName: string; alias: string }, voice: Voice) =>
    `Point the callers at ${functionName}:${alias}, or turn off ${voice.field('requireAliasCallers')}.`,
  nothingToReturnTo: () =>
    'To route the alias to another version, enter its number. On a first deployment there is no earlier version: deploy a working one, or delete the function.',
  publishFirst: () => 'Publish a version with a Deployment stage first, or enter a version number.',
  nameTheAlias: (_values: NoValues, voice: Voice) => `Name the alias in ${voice.field('aliasName')}.`,
  giveCode: (_values: NoValues, voice: Voice) =>
    `Set ${voice.field('s3bucket')} and ${voice.field('s3key')}, or ${voice.field('codeUri')}.`,
  deployZipsOnly: () => 'Use this stage only for functions that are deployed as a zip file.',
  routeToVersion: (_values: NoValues, voice: Voice) =>
    `Set ${voice.field('publish')}, and route the alias to a version.`,
  routeToOneVersionFirst: () =>
    'Route all traffic to one version first, or leave provisioned concurrency out of this stage.',
  addAlias: ({ alias }: { alias: string }, voice: Voice) =>
    `Add ${alias} to ${voice.field('aliases')} to create it, or correct ${voice.field('aliasName')}.`,
  startPipelineInstead: () =>
    'Start the pipeline again instead of restarting this stage, or route the alias back to its baseline first.',
  runStageAgainToUpdate: () => 'Run the stage again to update the function.',
  runStageAgainToMakeAnew: () => 'Run the stage again to recreate the event source.',
  nothingBroughtBack: ({ next }: { next: Worded }) => `None of it could be reverted. ${next.words}`,
  usualAdvice: ({ failure }: { failure: ErrorCode }, voice: Voice) => ERROR_CODES[failure].next(voice),
  addEarlierKey: () => 'Add the earlier key to sealingKeys, after the current one.',
  giveNameBack: ({ account }: { account: string }) =>
    `Give the name ${account} back to the AWS account of this stage, and use another name for the other one. What this stage has changed stays as it is: check the function.`,
  giveCredentials: () =>
    'Give the sidecar credentials (an instance or pod role, or environment variables), or set assumeRoleArn in its configuration.',
  renewCredentials: () =>
    "Check the sidecar's credentials and its clock; if they come from a file or variables, renew them.",
  checkTrustOfSidecar: () =>
    "Check that the role exists, that its trust policy names the sidecar's own role (and the external id), and that the sidecar may call sts:AssumeRole on it.",
  checkTrustOfLambda: () => 'Check that the role exists and that its trust policy lets lambda.amazonaws.com assume it.',
  addRolePermission: () => 'Add the permission that AWS names to the execution role.',
  lookAtStateReason: () =>
    "Check the function's StateReason. If AWS could not create something, delete it and create it again.",
  waitUntilReady: () => 'AWS reactivates an idle function within minutes; if this continues, check its StateReason.',
  correctConfiguration: () =>
    "Correct the function's configuration according to AWS's message, deploy it, and run the stage again.",
  uploadToRegion: () => "Upload the zip to a bucket in the function's region.",
  allowGetObject: ({ action = 's3:GetObject' }: { action?: string }) =>
    `Check that the object exists, and grant the sidecar's role ${action} on it.`,
  allowAction: ({ action, resource }: { action: string; resource?: string }) =>
    `Allow ${action}${resource === undefined ? '' : ` on ${resource}`} in the policy of the sidecar's role; \`lambda-stages iam-policy\` prints the minimal policy.`,
  findDeny: ({ action }: { action: string }) =>
    `Find the policy that denies ${action}: a Deny wins over every permission.`,
  moveWithOtherAccount: ({ account }: { account: string }) =>
    `Run the stage with an account that may also move aliases forward, or remove "only: revert" from ${account} in the sidecar's configuration.`,
} as const satisfies Catalogue;
