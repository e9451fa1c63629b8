import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { ConfigurationFacts } from '../../../model/functionFacts';
import type { UpdateConfigurationSpec } from '../../../model/functionSpecs';
import { configurationFacts } from '../configurationFacts';
import { configurationCallFacts, configurationInput } from '../configurationInput';
import type { LambdaCaller } from '../../lambdaCaller';

/** Changes the settings that are given; the rest stays. */
export async function updateFunctionConfiguration(
  aws: LambdaCaller,
  spec: UpdateConfigurationSpec,
): Promise<ConfigurationFacts> {
  const facts = {
    name: 'UpdateFunctionConfiguration',
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
}
