import { z } from 'zod';
import { field } from '../fieldMeta';
import { codeFields, codeRules } from '../fields/code';
import { targetFields } from '../fields/target';
import { versionDescriptionField } from '../fields/version';
import { defineStage } from '../stageDefinition';
import { flag } from '../values';

/** AWS Lambda Update Code: code only, for functions whose configuration Terraform, SAM or CDK manage. */
export const updateCodeDefinition = defineStage({
  type: 'Aws.LambdaUpdateCodeStage',
  key: 'updateCode',
  label: 'AWS Lambda Update Code',
  description:
    'Update the code of a function, but not its configuration: for functions that Terraform, SAM or CDK manage.',
  sections: [
    { id: 'where', title: 'Target' },
    { id: 'code', title: 'Code' },
  ],
  schema: z.object({
    ...targetFields,
    ...codeFields,
    publish: field(flag(), {
      label: 'Publish',
      section: 'code',
      native: true,
      whenAbsent: 'no version is published',
      help: 'Publish a version, or reuse the newest one if the code is the same.',
    }),
    ...versionDescriptionField,
  }),
  qualifierFields: {},
  notSupportedYet: {
    targets: 'oneStagePerTarget',
    imageUri: 'deployZip',
    publishTo: 'publishNumbered',
    sourceKMSKeyArn: 'withoutSourceKey',
  },
  deadFields: [],
  rules: (fields, unread) => codeRules(fields, unread),
});

export type UpdateCodeInput = z.output<typeof updateCodeDefinition.schema>;
