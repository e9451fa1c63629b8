import { PRODUCTION_TIMING } from '../../orca-stages-ts/src/engine';
import { UNPACED_RATES } from '../../orca-stages-ts/src/testing/unpacedRates';
import type { StageRequest } from '../process/support/sidecarClient';
import { FUNCTION_NAME } from './liveState';

/**
 * The file in which the function records its runs, relative to its code: in the place's folder, wherever that has been
 * copied to.
 */
const RUNS_FROM_CODE = '../../../../runs.txt';
export const RUNS_FILE = 'runs.txt';

/** The name of a place's account in the configuration; each has its own strict Lambda. */
export const accountOf = (place: number): string => `place-${place + 1}`;

/**
 * The number of a place's account in the configuration: places must not share locks. Its strict Lambda has only one
 * account and doesn't care.
 */
const accountIdOf = (place: number): string => String(100_000_000_001 + place);

/** A sidecar's configuration for the strict Lambdas of a world's places, with the journal's part. */
export const configurationOf = (
  lambdaUrls: readonly string[],
  journal: Record<string, unknown>,
): Record<string, unknown> => ({
  publicUrl: 'http://127.0.0.1:1',
  listen: { port: 0 },
  tokens: [{ tokenEnv: 'LAMBDA_STAGES_TOKEN' }],
  authorization: 'tokenOnly',
  accounts: lambdaUrls.map((lambdaEndpoint, place) => ({
    name: accountOf(place),
    accountId: accountIdOf(place),
    regions: ['us-east-1'],
    lambdaEndpoint,
    testCredentials: true,
  })),
  rates: UNPACED_RATES,
  // The clock jumps over holds of minutes; Orca polls before and after, not in between.
  timing: { abandonedAfterSeconds: PRODUCTION_TIMING.abandonedAfterMs / 1000 },
  ...journal,
});

/** The request with the function of a place. */
export function withTarget(request: StageRequest, place: number): StageRequest {
  const account = accountOf(place),
    deploys = request.type === 'Aws.LambdaDeploymentStage' ? { envVariables: { RUNS: RUNS_FROM_CODE } } : {};
  return {
    ...request,
    allowedAccounts: [account],
    context: { account, region: 'us-east-1', functionName: FUNCTION_NAME, ...deploys, ...request.context },
  };
}
