const LAYERS = 'No stage makes layers; those that exist are a setting.';

/** Operations that the strict Lambda refuses although AWS answers them, with the reason. */
export const NOT_SERVED: Readonly<Record<string, string>> = {
  PublishLayerVersion: LAYERS,
  ListLayers: LAYERS,
  ListLayerVersions: LAYERS,
  GetLayerVersion: LAYERS,
  GetLayerVersionByArn: LAYERS,
  GetLayerVersionPolicy: LAYERS,
  AddLayerVersionPermission: LAYERS,
  RemoveLayerVersionPermission: LAYERS,
  GetFunctionCodeSigningConfig: 'No stage reads or sets code signing.',
  PutFunctionRecursionConfig: 'No stage reads or sets the detection of recursive loops.',
};
