import { z } from 'zod';
import { field } from '../fieldMeta';
import { codeFields, codeRules } from '../fields/code';
import { targetFields } from '../fields/target';
import { defineStage } from '../stageDefinition';
import { flag } from '../values';

/** AWS Lambda Update Code: code only, for functions whose configuration Terraform, SAM or CDK own. */
export const updateCodeDefinition = defineStage({
  type: 'Aws.LambdaUpdateCodeStage',
  key: 'updateCode',
  label: 'AWS Lambda Update Code',
  description: 'Change the code only, never the configuration: for functions that Terraform, SAM or CDK own.',
  sections: [
    { id: 'where', title: 'Where' },
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
      help: 'Publish a version, or reuse the live one when the code is the same.',
    }),
  }),
  notSupportedYet: { targets: 'oneStagePerTarget', imageUri: 'deployZip' },
  deadFields: [],
  rules: (fields, unread) => codeRules(fields, unread),
});

export type UpdateCodeInput = z.output<typeof updateCodeDefinition.schema>;
