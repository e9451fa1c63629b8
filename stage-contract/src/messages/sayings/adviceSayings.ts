import { ERROR_CODES, type ErrorCode } from '../../errorCodes';
import type { Catalogue, NoValues } from '../catalogue';
import type { Voice } from '../voice';
import type { Worded } from '../worded';

/** What to do next, where a failure knows better than its code. */
export const ADVICE_SAYINGS = {
  waitOrKeepRouting: () => "Wait for it to end, or keep the alias's routing and route it later.",
  beginCanaryAgain: (_values: NoValues, voice: Voice) =>
    `Start the pipeline again, or restart the stage that made the canary; to give the candidate its traffic at once, set ${voice.field('onForeignChange')} to ${voice.choice('onForeignChange', 'proceed')}.`,
  runPipelineAgainAfterChange: () => 'Find out who changed the alias; then run the pipeline again.',
  moveBackByHand: () => 'Find out who changed the alias, and move it back by hand if it should not stay there.',
  startPipelineAfterHeadChange: () => 'Find out who changed the function, then start the pipeline again.',
  pointCallersAtAlias: ({ functionName, alias }: { functionName: string; alias: string }, voice: Voice) =>
    `Point them at ${functionName}:${alias}, or switch ${voice.field('requireAliasCallers')} off.`,
  nothingToReturnTo: () =>
    'On a first deployment there is nothing to go back to; delete the function, or deploy a good version.',
  publishFirst: () => 'Deploy with publish first, or give a version number.',
  nameTheAlias: (_values: NoValues, voice: Voice) => `Name the alias in ${voice.field('aliasName')}.`,
  giveCode: (_values: NoValues, voice: Voice) =>
    `Give ${voice.field('s3bucket')} and ${voice.field('s3key')}, or ${voice.field('codeUri')}.`,
  deployZipsOnly: () => 'Deploy zip functions only.',
  routeToVersion: (_values: NoValues, voice: Voice) =>
    `Set ${voice.field('publish')}, and route the alias to a version.`,
  routeToOneVersionFirst: () => 'Route all traffic to one version first, or leave it out.',
  addAlias: ({ alias }: { alias: string }, voice: Voice) =>
    `Add ${alias} to ${voice.field('aliases')}, so that it is created, or correct ${voice.field('aliasName')}.`,
  confirmFunction: ({ functionName }: { functionName: string }, voice: Voice) =>
    `Set ${voice.field('confirmFunctionName')} to ${functionName} to delete the function with its aliases.`,
  startPipelineInstead: () =>
    'Start the pipeline again instead of restarting this stage, or route the alias back to its baseline first.',
  runStageAgainToUpdate: () => 'Run the stage again to update it.',
  runStageAgainToMakeAnew: () => 'Run the stage again to make it anew.',
  nothingBroughtBack: ({ next }: { next: Worded }) => `Nothing of it could be brought back. ${next.words}`,
  usualAdvice: ({ failure }: { failure: ErrorCode }, voice: Voice) => ERROR_CODES[failure].next(voice),
  addEarlierKey: () => 'Add the earlier key to sealingKeys, after the current one.',
  giveCredentials: () =>
    'Give the sidecar credentials (an instance or pod role, or environment variables), or an assumeRoleArn in its configuration.',
  renewCredentials: () =>
    "Check the sidecar's credentials and its clock; if they come from a file or variables, renew them.",
  checkTrustOfSidecar: () =>
    "Check that the role exists, that its trust policy names the sidecar's own role (and the external id), and that the sidecar may call sts:AssumeRole on it.",
  checkTrustOfLambda: () => 'Check that the role exists and that its trust policy lets lambda.amazonaws.com assume it.',
  addRolePermission: () => 'Add the permission that AWS names to the execution role.',
  lookAtStateReason: () =>
    "Look at the function's StateReason; what AWS could not create has to be deleted and created anew.",
  waitUntilReady: () => 'AWS makes an idle function ready within minutes; when it goes on, look at its StateReason.',
  correctConfiguration: () => "Correct the function's configuration as AWS says, deploy it and run the stage again.",
  uploadToRegion: () => 'Upload the zip to a bucket in the region of the function.',
  allowGetObject: () => "Check that the object exists, and allow s3:GetObject on it to the sidecar's role.",
} as const satisfies Catalogue;
