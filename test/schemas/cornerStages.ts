import type { StageType } from '../../stage-contract/src';
import { inline } from './sampleValues';

const where = { account: 'local', region: 'us-east-1', functionName: 'checkout', aliasName: 'live' };

/** Valid stages that are one field away from breaking a rule that examples stay far from. */
export const CORNERS: Readonly<Partial<Record<StageType, readonly Readonly<Record<string, unknown>>[]>>> = {
  'Aws.LambdaTrafficRoutingStage': [
    {
      ...where,
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '$PREVIOUS',
      trafficPercentA: '5',
      versionNameB: '$OLDEST',
    },
    { ...where, deploymentStrategy: '$BLUEGREEN', healthCheck: { invokePayload: {}, expect: { body: 'ok' } } },
    { ...where, deploymentStrategy: '$GRADUAL', steps: { weightPercent: 10 }, healthCheck: { expect: { body: null } } },
    {
      ...where,
      deploymentStrategy: '$GRADUAL',
      preset: 'AllAtOnce',
      outputArtifact: { artifact: inline },
      payloadArtifact: { artifact: inline },
    },
  ],
  'Aws.LambdaInvokeStage': [
    { ...where, expect: { body: '${parameters.x}' }, outputArtifact: { artifact: inline } },
    { ...where, invocationType: 'Event', expect: { matches: '${parameters.x}' }, outputArtifact: { artifact: inline } },
  ],
};
