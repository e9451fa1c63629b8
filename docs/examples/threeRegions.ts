/*
 * One function in three regions: a stage has one target, so the pipeline has one branch for each region. Prints the
 * pipeline's JSON:
 *
 *   npx tsx threeRegions.ts > pipelines/checkout.json
 */

const REGIONS = ['us-east-1', 'eu-west-1', 'ap-northeast-1'];

/** A stage of Lambda Stages. */
const lambdaStage = (type: string, region: string, name: string, refId: string, after: string[], fields: object) => ({
  type: `Aws.Lambda${type}Stage`,
  alias: 'preconfiguredWebhook',
  name: `${name} ${region}`,
  refId,
  requisiteStageRefIds: after,
  account: 'prod',
  region,
  functionName: 'checkout',
  ...fields,
});

/** Deploys, shifts the traffic step by step, and cleans up in one region. */
const inRegion = (region: string) => [
  lambdaStage('UpdateCode', region, 'Deploy', `deploy-${region}`, [], {
    s3bucket: `builds-${region}`,
    s3key: '${parameters.codeKey}',
    publish: true,
  }),
  lambdaStage('TrafficRouting', region, 'Route', `route-${region}`, [`deploy-${region}`], {
    aliasName: 'live',
    deploymentStrategy: '$GRADUAL',
    versionNameA: '$LATEST',
    preset: 'LambdaCanary10Percent5Minutes',
  }),
  lambdaStage('Delete', region, 'Clean up', `clean-${region}`, [`route-${region}`], {
    version: '$MOVING',
    retentionNumber: 5,
  }),
];

const pipeline = {
  application: 'checkout',
  name: 'Release in three regions',
  limitConcurrent: true,
  parameterConfig: [{ name: 'codeKey', label: 'Code to deploy', required: true }],
  stages: REGIONS.flatMap(inRegion),
};

process.stdout.write(`${JSON.stringify(pipeline, null, 2)}\n`);
