import { UNPACED_RATES } from '../../orca-stages-ts/src/testing/unpacedRates';
import type { StageRequest } from '../process/support/sidecarClient';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import { FUNCTION_NAME } from './liveState';

/** The file in which the function notes its runs, from where its code is: the world's folder, wherever that has been copied to. */
const RUNS_FROM_CODE = '../../../../runs.txt';
export const RUNS_FILE = 'runs.txt';

/** A sidecar's configuration over a strict Lambda, with what a journal adds to it. */
export const configurationOf = (lambdaUrl: string, journal: Record<string, unknown>): Record<string, unknown> => ({
  publicUrl: 'http://127.0.0.1:1', listen: { port: 0 }, tokens: [{ tokenEnv: 'LAMBDA_STAGES_TOKEN' }],
  accounts: [{ name: 'local', accountId: ACCOUNT_ID, regions: ['us-east-1'], lambdaEndpoint: lambdaUrl, testCredentials: true }],
  rates: UNPACED_RATES,
  ...journal,
});

/** The request with the one function that every cell works on. */
export function withTarget(request: StageRequest): StageRequest {
  const deploys = request.type === 'Aws.LambdaDeploymentStage' ? { envVariables: { RUNS: RUNS_FROM_CODE } } : {};
  return { ...request, context: { account: 'local', region: 'us-east-1', functionName: FUNCTION_NAME, ...deploys, ...request.context } };
}
