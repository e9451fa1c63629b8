/**
 * What stages may do with AWS Lambda, in facts of our own. The port is bound to one account, region and execution;
 * each method is one API call (lists page through), made once, without retries: the engine decides about those.
 * Every method throws StageError with AWS's code and request id; "not found" is a value where the return type says undefined.
 */
export interface LambdaPort {
  getFunction(functionName: string, qualifier?: string): Promise<FunctionFacts | undefined>;
  createFunction(spec: CreateFunctionSpec): Promise<ConfigurationFacts>;
  updateFunctionCode(spec: UpdateCodeSpec): Promise<ConfigurationFacts>;
  updateFunctionConfiguration(spec: UpdateConfigurationSpec): Promise<ConfigurationFacts>;
  publishVersion(spec: {
    functionName: string;
    codeSha256?: string;
    description?: string;
    revisionId?: string;
  }): Promise<ConfigurationFacts>;
  /** Published versions only, newest first, never `$LATEST`. */
  listVersions(functionName: string): Promise<ConfigurationFacts[]>;
  deleteFunction(functionName: string, qualifier?: string): Promise<void>;

  getAlias(functionName: string, aliasName: string): Promise<AliasFacts | undefined>;
  listAliases(functionName: string): Promise<AliasFacts[]>;
  createAlias(spec: AliasSpec): Promise<AliasFacts>;
  updateAlias(spec: AliasSpec & { revisionId?: string }): Promise<AliasFacts>;

  /** Reserved concurrency, undefined when there is none. */
  getReservedConcurrency(functionName: string): Promise<number | undefined>;
  putReservedConcurrency(functionName: string, executions: number): Promise<void>;
  deleteReservedConcurrency(functionName: string): Promise<void>;
  getProvisionedConcurrency(functionName: string, qualifier: string): Promise<ProvisionedFacts | undefined>;
  listProvisionedConcurrency(functionName: string): Promise<(ProvisionedFacts & { qualifier: string })[]>;
  putProvisionedConcurrency(functionName: string, qualifier: string, executions: number): Promise<void>;
  deleteProvisionedConcurrency(functionName: string, qualifier: string): Promise<void>;

  /** Mappings whose FunctionArn is exactly this function or qualifier (`functionName` or `functionName:alias`); AWS lists one qualifier at a time. */
  listEventSourceMappings(functionName: string): Promise<MappingFacts[]>;
  getEventSourceMapping(uuid: string): Promise<MappingFacts | undefined>;
  createEventSourceMapping(spec: MappingSpec & { functionName: string; eventSourceArn: string }): Promise<MappingFacts>;
  updateEventSourceMapping(spec: MappingSpec & { uuid: string }): Promise<MappingFacts>;
  deleteEventSourceMapping(uuid: string): Promise<void>;

  listTags(functionArn: string): Promise<Record<string, string>>;
  tagResource(functionArn: string, tags: Record<string, string>): Promise<void>;
  untagResource(functionArn: string, keys: string[]): Promise<void>;
  /** The resource policy's statements for a qualifier (none: the function itself); undefined when there is no policy. */
  getPolicy(functionName: string, qualifier?: string): Promise<PolicyStatement[] | undefined>;
  /** Whether a function URL exists for the qualifier (none: the function itself). */
  hasFunctionUrl(functionName: string, qualifier?: string): Promise<boolean>;

  invoke(spec: InvokeSpec): Promise<InvokeFacts>;
}

/** Configuration of a function or version, as GetFunction, Publish and List answer it. */
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
  /** Values are secret: for comparing only. */
  environment: Record<string, string>;
  kmsKeyArn?: string;
  vpc?: { vpcId: string; subnetIds: string[]; securityGroupIds: string[] };
  deadLetterArn?: string;
  tracingMode: string;
}

/** What GetFunction adds to the configuration. */
export interface FunctionFacts extends ConfigurationFacts {
  tags: Record<string, string>;
  reservedConcurrency?: number;
}

/** Settings that create and update share; what is absent is not sent. Empty lists and texts are sent as AWS's way to clear. */
export interface ConfigurationSpec {
  runtime?: string;
  handler?: string;
  role?: string;
  description?: string;
  memorySizeMb?: number;
  timeoutSeconds?: number;
  ephemeralStorageMb?: number;
  layers?: string[];
  environment?: Record<string, string>;
  kmsKeyArn?: string;
  vpc?: { subnetIds: string[]; securityGroupIds: string[] };
  deadLetterArn?: string;
  tracingMode?: string;
}

export interface CodeSpec {
  bucket: string;
  key: string;
  objectVersion?: string;
}

export interface CreateFunctionSpec extends ConfigurationSpec {
  functionName: string;
  code: CodeSpec;
  architectures?: string[];
  tags?: Record<string, string>;
  publish: boolean;
}

export interface UpdateCodeSpec {
  functionName: string;
  code: CodeSpec;
  architectures?: string[];
  publish: boolean;
  dryRun?: boolean;
  revisionId?: string;
}

export interface UpdateConfigurationSpec extends ConfigurationSpec {
  functionName: string;
  revisionId?: string;
}

/** An alias as AWS has it; the weight is a percentage here, a fraction in the API. */
export interface AliasFacts {
  aliasName: string;
  aliasArn: string;
  description: string;
  revisionId: string;
  mainVersion: string;
  additionalVersion?: string;
  additionalWeightPercent?: number;
}

export interface AliasSpec {
  functionName: string;
  aliasName: string;
  description?: string;
  mainVersion: string;
  /** Absent: the weights are cleared. */
  additional?: { version: string; weightPercent: number };
}

export interface ProvisionedFacts {
  requested: number;
  allocated: number;
  available: number;
  status: string;
  statusReason?: string;
}

/** Settings of an event source mapping; durations in the units that their names give. */
interface MappingSettings {
  batchSize?: number;
  windowSeconds?: number;
  startingPosition?: string;
  maximumConcurrency?: number;
  onFailureArn?: string;
  bisectBatchOnError?: boolean;
  maximumRecordAgeSeconds?: number;
  maximumRetryAttempts?: number;
  parallelizationFactor?: number;
  tumblingWindowSeconds?: number;
}

export interface MappingFacts extends MappingSettings {
  uuid: string;
  functionArn: string;
  eventSourceArn: string;
  state: string;
  filters: string[];
}

export interface MappingSpec extends MappingSettings {
  filters?: string[];
  enabled?: boolean;
}

export interface PolicyStatement {
  sid: string;
  effect: string;
  principal: string;
  action: string;
  sourceArn?: string;
}

export interface InvokeSpec {
  functionName: string;
  qualifier?: string;
  payload: string;
  invocationType: 'RequestResponse' | 'Event' | 'DryRun';
  timeoutMs: number;
  logTail: boolean;
}

export interface InvokeFacts {
  statusCode: number;
  executedVersion?: string;
  functionError?: string;
  /** The response as text; empty for Event and DryRun. */
  payload: string;
  /** Decoded last 4 KB of log. */
  logTail?: string;
  requestId?: string;
  durationMs: number;
}
