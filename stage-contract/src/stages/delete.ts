import { z } from 'zod';
import { field, requiredField } from '../fieldMeta';
import { aliasName, targetFields } from '../fields/target';
import { deleteVersion, providedRule, versionNumber } from '../fields/version';
import { problem } from '../messages/problem';
import { defineStage } from '../stageDefinition';
import { flag, text, wholeNumber } from '../values';

/** AWS Lambda Delete: remove versions, or the function, never one that is in use. */
export const deleteDefinition = defineStage({
  type: 'Aws.LambdaDeleteStage',
  key: 'delete',
  label: 'AWS Lambda Delete',
  description: 'Remove versions, or the function, never one that is in use.',
  sections: [
    { id: 'where', title: 'Where' },
    { id: 'what', title: 'What' },
  ],
  schema: z.object({
    ...targetFields,
    version: requiredField(deleteVersion(), {
      label: 'What to delete',
      section: 'what',
      native: true,
      control: 'versionMacro',
    }),
    versionNumber: field(versionNumber(), {
      label: 'Version number',
      section: 'what',
      native: true,
      placeholder: '42',
      help: 'Used with $PROVIDED.',
    }),
    retentionNumber: field(wholeNumber(1, 10_000), {
      label: 'Versions to keep',
      section: 'what',
      native: true,
      help: 'The newest so many versions stay, the current one included.',
    }),
    retentionDays: field(wholeNumber(1, 3650), {
      label: 'Keep younger than',
      section: 'what',
      unit: 'days',
      whenAbsent: 'age does not matter',
      help: 'Versions published within so many days stay as well.',
    }),
    aliasName: field(aliasName(), {
      label: 'Alias of $PREVIOUS',
      section: 'what',
      whenAbsent: 'the aliases that this execution touched',
      help: 'Needed only when this execution touched several aliases that served different versions.',
    }),
    failIfNothingToDelete: field(flag(), {
      label: 'Nothing to delete',
      section: 'what',
      whenAbsent: 'a warning',
      help: 'Fail when no version matches, instead of succeeding with a warning.',
    }),
    confirmFunctionName: field(text(), {
      label: 'Confirm',
      section: 'what',
      help: "The function's name again: needed to delete a whole function whose aliases are in use.",
    }),
  }),
  notSupportedYet: { targets: 'oneStagePerTarget' },
  deadFields: [],
  rules: (fields) => [
    ...providedRule(fields.version, fields.versionNumber, 'versionNumber'),
    ...(fields.version === '$MOVING' && fields.retentionNumber === undefined
      ? [problem('retentionNumber', 'required', { because: 'keptVersions' })]
      : []),
    ...(fields.version === '$ALL' &&
    fields.confirmFunctionName !== undefined &&
    fields.functionName !== undefined &&
    fields.confirmFunctionName !== fields.functionName
      ? [problem('confirmFunctionName', 'notTheFunction', { functionName: fields.functionName })]
      : []),
  ],
});

export type DeleteInput = z.output<typeof deleteDefinition.schema>;
