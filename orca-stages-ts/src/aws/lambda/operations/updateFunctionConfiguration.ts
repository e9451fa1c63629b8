import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { configurationFacts } from '../configurationFacts';
import { configurationCallFacts, configurationInput } from '../configurationInput';
import type { LambdaOperation } from '../lambdaOperation';

/** Changes the given settings; the rest stays. */
export const updateFunctionConfiguration: LambdaOperation<'updateFunctionConfiguration'> = {
  call: 'UpdateFunctionConfiguration',
  reads: false,
  async run(aws, spec) {
    const facts = {
      functionName: spec.functionName,
      ...configurationCallFacts(spec),
    };
    const answer = await aws.call(facts, (client) =>
      client.send(
        new UpdateFunctionConfigurationCommand({
          ...configurationInput(spec),
          FunctionName: spec.functionName,
          RevisionId: spec.revisionId,
        }),
      ),
    );
    return configurationFacts(answer);
  },
};
