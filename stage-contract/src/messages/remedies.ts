/** What to do instead of using something that is not supported yet; one sentence each, without a period. */
export const REMEDY_WORDS = {
  oneStagePerTarget: 'use one stage per target',
  deployZip: 'deploy a zip from S3',
  setAtDefinition: 'set it where the function is defined',
  permissionsAtDefinition: 'set permissions where the function is defined',
  registerAtLoadBalancer: 'register the function where the load balancer is defined',
  keepEdgeLimits: "remove it, and make sure that you stay within Lambda@Edge's limits",
  publishNumbered: 'use publish, which publishes a numbered version',
  withoutSourceKey: 'remove it; Lambda then encrypts the zip with a key that AWS owns',
  withoutTenants: 'invoke a function without tenants',
  withoutDurability: 'invoke a function that is not durable',
  onlyFailedBatches: 'AWS forwards only failed batches of an event source',
} as const satisfies Record<string, string>;

/** The name of a remedy. */
export type Remedy = keyof typeof REMEDY_WORDS;
