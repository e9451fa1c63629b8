/** Requests per second granted to a pool; `burst` is how many may come at once after a pause, one second's worth when it is not given. */
export type QuotaRate = number | { perSecond: number; burst: number };

/** What is granted to each of AWS's three control-plane pools, per account and region. */
export type Quotas = { getFunction: QuotaRate; getPolicy: QuotaRate; controlPlane: QuotaRate };

/** Where the strict Lambda reads the time, and what wakes it: the machine's by default, a test's own where minutes are to pass at once. */
export type LambdaClock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs once the time has come; what it returns takes that back. */
  at(timeMs: number, run: () => void): () => void;
};

/** A request that comes without a connection, as an SDK's request handler has it. */
export type DirectRequest = {
  method: string;
  /** With the query. */ path: string;
  headers: Record<string, string>;
  body: Uint8Array;
};

/** What a direct request comes to; `dropped`: the connection would have ended without an answer. */
export type DirectAnswer = { status: number; headers: Record<string, string>; body: Uint8Array } | 'dropped';

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
  /** The machine's by default. Handlers run in real time on any clock. */
  clock?: LambdaClock;
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
  /** Whether the operation was carried out, also where the caller was never told. */
  acted: boolean;
  requestId: string;
  durationMs: number;
};

/** What a fault does to the requests it hits. */
export type FaultKind =
  /** 429; AWS tells the seconds to wait only sometimes. */
  | { kind: 'throttle'; retryAfterSeconds?: number }
  /** ServiceException; 500 by default. */
  | { kind: 'error5xx'; status?: 500 | 502 | 503 | 504 }
  /** The request waits before it is carried out, even if the caller has gone by then. */
  | { kind: 'slow'; ms: number }
  /** The request is carried out at once, its answer waits. */
  | { kind: 'slowAnswer'; ms: number }
  /** The connection ends and nothing happened. */
  | { kind: 'dropBefore' }
  /** The connection ends though the request was carried out. */
  | { kind: 'dropAfter' }
  /** What the request starts takes this long to settle. */
  | { kind: 'settleSlow'; ms: number }
  /** What the request starts ends as Failed with this reason; AWS's code for it is InternalError unless given. */
  | { kind: 'settleFailed'; reason: string; code?: string }
  /** IAM has not yet heard of the role, as in the first seconds after it was made. */
  | { kind: 'roleNotYetAssumable' }
  /** IAM has not yet heard of the caller's permission; `explicit`: a policy denies it, which no time heals. */
  | { kind: 'accessDenied'; explicit?: boolean }
  /** IAM has not yet heard of a permission of the execution role, such as `CreateNetworkInterface on EC2`. */
  | { kind: 'roleLacksPermission'; permission: string };

/** A disturbance for the next `times` requests of one operation (and of one function, if named). */
export type Fault = FaultKind & {
  /** AWS's name of the operation, or `*` for any. */
  operation: string;
  functionName?: string;
  /** How many matching requests it hits; 1 by default, all of them with `forMs`. */
  times?: number;
  /** How many matching requests pass before the first is hit; none by default. */
  after?: number;
  /** For how long from now it hits requests; without end by default. */
  forMs?: number;
};

/** What becomes of a function or version that nobody has called for weeks: its first call fails and has it made ready again. */
export type Idling = {
  functionName: string;
  /** `$LATEST` by default. */
  version?: string;
  /** How long it takes to be made ready again after that call. */
  recoverMs: number;
  /** Why that fails, where it does: it is Inactive again then. */
  failure?: string;
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
  /** Makes a version Inactive, as AWS does after weeks without a call. Throws when there is none. */
  makeIdle(idling: Idling): void;
  /** Answers a request as the endpoint does, without a connection. */
  handle(request: DirectRequest): Promise<DirectAnswer>;
  /** Keeps everything that AWS would know now; what is returned brings it back, as often as it is called. */
  snapshot(): () => void;
  configure(settings: StrictLambdaSettings): void;
  setSettleDelayMs(settleDelayMs: number): void;
  /** Puts an object without a request, making its bucket in `region` (us-east-1) and the default account if needed. */
  putObject(object: {
    bucket: string;
    key: string;
    body: Uint8Array | string;
    region?: string;
    account?: string;
  }): Promise<{ versionId: string }>;
  /** Ends requests, handler processes and timers, and writes the state. */
  close(): Promise<void>;
};
