/** A function's configuration in AWS's own format; fields that are absent here are absent in AWS's responses too. */
export type FunctionSettings = {
  Role: string;
  Runtime: string;
  Handler: string;
  Description: string;
  Timeout: number;
  MemorySize: number;
  Architectures: string[];
  EphemeralStorage: { Size: number };
  TracingConfig: { Mode: string };
  SnapStart: { ApplyOn: string };
  LoggingConfig: { LogFormat: string; LogGroup: string; ApplicationLogLevel?: string; SystemLogLevel?: string };
  Environment?: { Variables: Record<string, string> };
  VpcConfig?: { SubnetIds: string[]; SecurityGroupIds: string[]; Ipv6AllowedForDualStack: boolean };
  DeadLetterConfig?: { TargetArn: string };
  KMSKeyArn?: string;
  Layers?: string[];
  FileSystemConfigs?: { Arn: string; LocalMountPath: string }[];
};

/** What runs: settings and the zip named by its hash. */
export type Deployable = { settings: FunctionSettings; codeSha256: string; codeSize: number };

/** A change that AWS is still applying; the first access after `dueAt` finishes it. */
export type Settling = {
  kind: 'create' | 'update' | 'wake';
  /** Epoch milliseconds. */ dueAt: number;
  /** Set if it is to end as Failed, or as Inactive if it was Inactive before. */ failure?: {
    reason: string;
    code: string;
  };
};

/** `$LATEST` or a published version. */
export type VersionRecord = Deployable & {
  version: string;
  /** ISO 8601 with AWS's +0000. */
  lastModified: string;
  revisionId: string;
  state: 'Pending' | 'Active' | 'Failed' | 'Inactive';
  stateReason?: string;
  stateReasonCode?: string;
  lastUpdateStatus?: 'Successful' | 'InProgress' | 'Failed';
  lastUpdateStatusReason?: string;
  lastUpdateStatusReasonCode?: string;
  settling?: Settling;
  /** What the first call of an Inactive version starts. */
  wakes?: { delayMs: number; failure?: { reason: string; code: string } };
  /** What invocations get while an update is in progress, and after a failed one. */
  serving?: Deployable;
};

/** A name for one version, or two with weights. */
export type AliasRecord = {
  name: string;
  functionVersion: string;
  description: string;
  weights: Record<string, number>;
  revisionId: string;
  /** AWS shifts an alias with provisioned concurrency gradually, and meanwhile shows weights that nobody requested. */
  shifting?: { fromVersion: string; startedAt: number; dueAt: number };
};

/** Provisioned concurrency of a version or an alias. */
export type ProvisionedRecord = {
  requested: number;
  allocated: number;
  lastModified: string;
  dueAt?: number;
  failure?: string;
};

/** One statement of a resource policy, as AddPermission creates it. */
export type PolicyStatement = Record<string, unknown> & { Sid: string };

/** Function URL of a function or alias. */
export type UrlRecord = {
  url: string;
  authType: string;
  invokeMode: string;
  cors?: unknown;
  createdAt: string;
  modifiedAt: string;
};

/** How asynchronous invocations of a qualifier are retried, and where their results go. */
export type EventInvokeRecord = {
  lastModified: number;
  maximumRetryAttempts?: number;
  maximumEventAgeSeconds?: number;
  destinations: unknown;
};

/** A function with everything that DeleteFunction removes. Qualifier keys: '' is the unqualified function. */
export type FunctionRecord = {
  name: string;
  latest: VersionRecord;
  versions: Record<string, VersionRecord>;
  /** Only grows: AWS never reuses a number. */
  nextVersion: number;
  /** The version that is `$LATEST` as it is now; absent from the next update on. */
  publishedAs?: string;
  aliases: Record<string, AliasRecord>;
  tags: Record<string, string>;
  reservedConcurrency?: number;
  provisioned: Record<string, ProvisionedRecord>;
  policies: Record<string, PolicyStatement[]>;
  /** Only of policies that exist; publishing and updating the function leave them as they are. */
  policyRevisions?: Record<string, string>;
  urls: Record<string, UrlRecord>;
  eventInvoke: Record<string, EventInvokeRecord>;
};
