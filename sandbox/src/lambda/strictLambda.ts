/** Requests per second granted to each of AWS's three control-plane pools, per account and region. */
export type Quotas = { getFunction: number; getPolicy: number; controlPlane: number };

/** How a strict Lambda is started; every field has a default fit for tests. */
export type StrictLambdaOptions = {
  /** 0 (the default) takes any free port of 127.0.0.1. */
  port?: number;
  /** Folder that survives restarts; without it everything is kept in memory and a temporary folder. */
  stateDir?: string;
  /** How long a function, version, alias or mapping stays in transition; 500 by default. */
  settleDelayMs?: number;
  /** Seed of the generator that draws which version of a weighted alias answers; 1 by default. */
  seed?: number;
  /** AWS's own quotas by default. */
  quotas?: Partial<Quotas> | 'unlimited';
  /** Account ids whose roles STS agrees to assume; any 12-digit account when absent. The first is the default account. */
  accounts?: string[];
  /** Role names that neither Lambda nor STS may assume. */
  notAssumableRoles?: string[];
  /** Regions that exist; any well-formed one when absent. */
  regions?: string[];
};

/** One request that reached the endpoint; bodies are never recorded because they hold secrets. */
export type RecordedCall = {
  /** ISO 8601. */
  time: string;
  service: 'lambda' | 's3' | 'sts';
  /** AWS's name of the operation, such as `UpdateAlias`. */
  operation: string;
  functionName?: string;
  account: string;
  region: string;
  /** HTTP status answered; 0 when the connection was dropped instead. */
  status: number;
  /** AWS's error name when refused. */
  error?: string;
  requestId: string;
  durationMs: number;
};

/** What a fault does to the requests it hits. */
export type FaultKind =
  | { kind: 'throttle' }
  | { kind: 'error5xx' }
  | { kind: 'slow'; ms: number }
  /** The connection ends and nothing happened. */
  | { kind: 'dropBefore' }
  /** The connection ends though the request was carried out. */
  | { kind: 'dropAfter' }
  /** What the request starts takes this long to settle. */
  | { kind: 'settleSlow'; ms: number }
  /** What the request starts ends as Failed with this reason. */
  | { kind: 'settleFailed'; reason: string }
  /** IAM has not yet heard of the role, as in the first seconds after it was made. */
  | { kind: 'roleNotYetAssumable' };

/** A disturbance for the next `times` requests of one operation (and of one function, if named). */
export type Fault = FaultKind & {
  /** AWS's name of the operation, or `*` for any. */
  operation: string;
  functionName?: string;
  /** How many matching requests it hits; 1 by default. */
  times?: number;
};

/** What can be changed while it runs, from code or with `PUT /_sandbox/settings`. */
export type StrictLambdaSettings = {
  settleDelayMs?: number;
  seed?: number;
  quotas?: Partial<Quotas> | 'unlimited';
  notAssumableRoles?: string[];
};

/** A running strict Lambda (with the S3 and STS that go with it). */
export type StrictLambda = {
  /** Endpoint for every AWS client, such as `http://127.0.0.1:4566`. */
  url: string;
  port: number;
  calls(): RecordedCall[];
  clearCalls(): void;
  addFault(fault: Fault): void;
  clearFaults(): void;
  configure(settings: StrictLambdaSettings): void;
  setSettleDelayMs(settleDelayMs: number): void;
  /** Puts an object without a request, making its bucket in `region` (us-east-1) and the default account if needed. */
  putObject(object: { bucket: string; key: string; body: Uint8Array | string; region?: string; account?: string }): Promise<{ versionId: string }>;
  /** Ends requests, handler processes and timers, and writes the state. */
  close(): Promise<void>;
};
