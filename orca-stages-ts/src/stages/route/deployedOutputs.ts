/** Spinnaker's own output keys for versions A and B. The step that moves the alias writes them once it has moved it. */
export const deployedOutputs = (a: string | null, b: string | null): Record<string, unknown> => ({
  'deployment:majorVersionDeployed': a ?? b,
  ...(a === null || b === null ? {} : { 'deployment:minorVersionDeployed': b }),
});
