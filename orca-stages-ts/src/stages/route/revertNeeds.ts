import type { Permitted } from '../../model/stage';

/**
 * What a Route needs that sends an alias back to its previous version (`$SIMPLE` to `$PREVIOUS`), and nothing else. IAM
 * has no condition on versions or weights: whoever may call UpdateAlias may move an alias forward, too. It is the
 * sidecar that accepts only ways back in such an account.
 */
export const revertNeeds: Permitted = {
  calls: {
    lambda: [
      'getAlias',
      'updateAlias',
      'listVersions',
      'listEventSourceMappings',
      'getPolicy',
      'hasFunctionUrl',
      'getProvisionedConcurrency',
      'getFunction',
    ],
  },
  limits: { lambda: { getPolicy: 'whole', hasFunctionUrl: 'whole' } },
};
