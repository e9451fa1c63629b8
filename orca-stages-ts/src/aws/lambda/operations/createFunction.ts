import { CreateFunctionCommand, type Architecture } from '@aws-sdk/client-lambda';
import { configurationFacts } from '../configurationFacts';
import { configurationCallFacts, configurationInput } from '../configurationInput';
import type { LambdaOperation } from '../lambdaOperation';

/** Creates a function from a zip in S3; the function is Pending until it has settled. */
export const createFunction: LambdaOperation<'createFunction'> = {
  call: 'CreateFunction',
  reads: false,
  async run(aws, spec) {
    const facts = {
      functionName: spec.functionName,
      code: spec.code,
      ...configurationCallFacts(spec),
    };
    const answer = await aws.call(facts, (client) =>
      client.send(
        new CreateFunctionCommand({
          ...configurationInput(spec),
          Role: spec.role,
          FunctionName: spec.functionName,
          Code: { S3Bucket: spec.code.bucket, S3Key: spec.code.key, S3ObjectVersion: spec.code.objectVersion },
          Architectures: spec.architectures as Architecture[] | undefined,
          Tags: spec.tags,
          Publish: spec.publish,
        }),
      ),
    );
    return configurationFacts(answer);
  },
};
