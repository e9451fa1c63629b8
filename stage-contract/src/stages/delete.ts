import { z } from 'zod';
import { field, requiredField } from '../fieldMeta';
import { drainSeconds } from '../fields/drain';
import { aliasName, aliasPattern, targetFields } from '../fields/target';
import { deleteVersion, providedRule, versionNumber } from '../fields/version';
import { MACRO_WORDS, type DeleteMacro } from '../macros';
import { problem } from '../messages/problem';
import { defineStage } from '../stageDefinition';
import { flag, text, wholeNumber } from '../values';

/** AWS Lambda Delete: deletes versions, or the function, but never a version that is in use. */
export const deleteDefinition = defineStage({
  type: 'Aws.LambdaDeleteStage',
  key: 'delete',
  label: 'AWS Lambda Delete',
  description: 'Delete versions of a function, or the whole function. A version that is in use is never deleted.',
  sections: [
    { id: 'where', title: 'Target' },
    { id: 'what', title: 'Versions' },
  ],
  schema: z.object({
    ...targetFields,
    version: requiredField(deleteVersion(), {
      label: 'What to delete',
      section: 'what',
      native: true,
      control: 'versionMacro',
      // Most common first.
      choices: {
        $MOVING: 'Older versions, keep the newest',
        $PREVIOUS: 'The version to go back to',
        $LATEST: 'The candidate',
        $OLDEST: 'The oldest version',
        $PROVIDED: 'One version by number',
        $ALL: 'The whole function',
      } satisfies Record<DeleteMacro, string>,
      choiceHelp: {
        $MOVING: 'for regular cleanup',
        $PREVIOUS: 'what the alias served before its newest release; kept as long as an alias uses it',
        $LATEST: MACRO_WORDS.$LATEST,
        $ALL: 'with all versions, aliases and event sources',
      } satisfies Partial<Record<DeleteMacro, string>>,
    }),
    versionNumber: field(versionNumber(), {
      label: 'Version number',
      section: 'what',
      native: true,
      example: '42',
      help: 'Used with $PROVIDED.',
    }),
    retentionNumber: field(wholeNumber(1, 10_000), {
      label: 'Versions to keep',
      section: 'what',
      native: true,
      help: 'How many of the newest versions to keep, including the current one.',
    }),
    retentionDays: field(wholeNumber(1, 3650), {
      label: 'Keep newer than',
      section: 'what',
      unit: 'days',
      whenAbsent: 'age is ignored',
      help: 'Also keep versions that were published within this many days.',
    }),
    aliasPattern: field(aliasPattern(), {
      label: 'Delete aliases like',
      section: 'what',
      placeholder: 'build-*',
      whenAbsent: 'every alias protects its version',
      help: 'For teams with an alias per build, used with $MOVING. An alias with such a name does not protect an old version: it is deleted with it. * stands for any characters. An alias that is in use stays, with its version: one that splits its traffic, has an event source, a permission, a function URL or provisioned concurrency, one that a rollout holds or this execution has routed, or one that the journal has seen on another version.',
    }),
    drainSeconds: drainSeconds('what'),
    aliasName: field(aliasName(), {
      label: 'Alias for $PREVIOUS',
      section: 'what',
      whenAbsent: 'the aliases that this execution has used',
      help: 'Only needed if this execution has used several aliases and they served different versions.',
    }),
    failIfNothingToDelete: field(flag(), {
      label: 'Nothing to delete',
      section: 'what',
      whenAbsent: 'a warning',
      help: 'Fail if there is nothing to delete, instead of succeeding with a warning.',
    }),
    confirmFunctionName: field(text(), {
      label: 'Confirm',
      section: 'what',
      whenAbsent: 'nothing is compared',
      help: 'The function name again. If it is given, it must equal the function name.',
      unread: 'the contract compares it with the function name',
    }),
  }),
  qualifierFields: { alias: 'aliasName', version: 'version' },
  notSupportedYet: { targets: 'oneStagePerTarget' },
  deadFields: [],
  rules: (fields) => [
    ...providedRule(fields.version, fields.versionNumber, 'versionNumber'),
    ...(fields.version === '$MOVING' && fields.retentionNumber === undefined
      ? [problem('retentionNumber', 'required', { because: 'keptVersions' })]
      : []),
    ...(fields.version !== undefined && fields.version !== '$MOVING' && fields.aliasPattern !== undefined
      ? [problem('aliasPattern', 'onlyForOlderVersions', { chosen: fields.version })]
      : []),
    ...(fields.confirmFunctionName !== undefined &&
    fields.functionName !== undefined &&
    fields.confirmFunctionName !== fields.functionName
      ? [problem('confirmFunctionName', 'notTheFunction', { functionName: fields.functionName })]
      : []),
  ],
});

export type DeleteInput = z.output<typeof deleteDefinition.schema>;
