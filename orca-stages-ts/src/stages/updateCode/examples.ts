import type { StageExample } from '../shared/examples/stageExample';

const target = { type: 'Aws.LambdaUpdateCodeStage', account: 'local', region: 'us-east-1', functionName: 'checkout' };

/** Example stages as they appear in a pipeline; the tests run all of them, on an existing function. */
export const updateCodeExamples: readonly StageExample[] = [
  {
    title: 'New code for a function that Terraform owns, published for a later Route',
    stage: { ...target, s3bucket: 'builds', s3key: 'checkout.zip', publish: true },
  },
  {
    title: 'Only the unpublished head, from the address in an artifact',
    stage: { ...target, codeUri: 's3://builds/checkout.zip' },
  },
];
