/** The configuration of a function or version, as GetFunction, Publish and List return it. */
export interface ConfigurationFacts {
  functionName: string;
  functionArn: string;
  version: string;
  revisionId: string;
  codeSha256: string;
  codeSizeBytes: number;
  lastModified: string;
  state: string;
  stateReason?: string;
  stateReasonCode?: string;
  lastUpdateStatus: string;
  lastUpdateStatusReason?: string;
  lastUpdateStatusReasonCode?: string;
  packageType: string;
  runtime?: string;
  handler?: string;
  role: string;
  description: string;
  memorySizeMb: number;
  timeoutSeconds: number;
  ephemeralStorageMb: number;
  architectures: string[];
  layers: string[];
  /** Values are secret; only use them for comparing. */
  environment: Record<string, string>;
  /** Why AWS left the environment out: the role may not decrypt it. */
  environmentRefused?: string;
  kmsKeyArn?: string;
  vpc?: { vpcId: string; subnetIds: string[]; securityGroupIds: string[] };
  deadLetterArn?: string;
  tracingMode: string;
}

/** What GetFunction adds to the configuration. */
export interface FunctionFacts extends ConfigurationFacts {
  tags: Record<string, string>;
  /** Why AWS left the tags out: the role may not list them. */
  tagsRefused?: string;
  reservedConcurrency?: number;
}
