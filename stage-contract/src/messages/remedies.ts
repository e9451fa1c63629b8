/** What to do instead of using something that is not supported yet; one sentence each, without its full stop. */
export const REMEDY_WORDS = {
  oneStagePerTarget: 'use one stage per target',
  deployZip: 'deploy a zip from S3',
  setAtDefinition: 'set it where the function is defined',
  permissionsAtDefinition: 'set permissions where the function is defined',
  registerAtLoadBalancer: 'register the function with its load balancer where that is defined',
  keepEdgeLimits: "remove it, and stay within Lambda@Edge's limits yourself",
  checkBetweenRoutes: 'check them in a stage between two routes',
  waitAfter: 'put a wait stage after this one',
  judgeBetweenRoutes: 'judge the candidate in a stage between two routes',
  invokeBefore: 'put an Invoke stage before this one',
  invokeAfter: 'put an Invoke stage after this one',
  onlyFailedBatches: 'AWS forwards only failed batches of an event source',
} as const satisfies Record<string, string>;

/** The name of a remedy. */
export type Remedy = keyof typeof REMEDY_WORDS;
