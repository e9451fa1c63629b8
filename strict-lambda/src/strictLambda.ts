import type { IamPolicy } from './iam/iamPolicy';

/**
 * Requests per second for a pool; `burst` is how many may arrive together after a pause, by default one second's
 * worth.
 */
export type QuotaRate = number | { perSecond: number; burst: number };

/** The rates of Lambda's three control-plane pools, and of the operations of CloudWatch, SNS and EventBridge, per account and region. */
export type Quotas = {
  getFunction: QuotaRate;
  getPolicy: QuotaRate;
  controlPlane: QuotaRate;
  describeAlarms: QuotaRate;
  getMetricData: QuotaRate;
  putMetricData: QuotaRate;
  /** Metric alarms and composite alarms. */ putMetricAlarm: QuotaRate;
  setAlarmState: QuotaRate;
  deleteAlarms: QuotaRate;
  /** SNS. */ publish: QuotaRate;
  /** EventBridge. */ putEvents: QuotaRate;
};

/** How CloudWatch behaves where AWS's behavior varies or was not verified. */
export type CloudwatchSettings = {
  /** How long after a call, or after the minute that `recordTraffic` reports, figures become visible; default 60,000. */
  delayMs?: number;
  /** Whether throttles are also counted by ExecutedVersion; true by default. */
  throttlesByVersion?: boolean;
  /** Whether percentile ranks such as `PR(:300)` are answered; true by default. */
  percentileRanks?: boolean;
  /** Whether percentiles such as `p99` are answered; true by default. */
  percentiles?: boolean;
  /** Whether periods begin at multiples of their length instead of at the start time; false by default. */
  alignedPeriods?: boolean;
};

/** What happened in one minute, as Lambda would report it to CloudWatch. */
export type LambdaTraffic = {
  functionName: string;
  /** The alias that was called; absent: the version, or the function without a qualifier. */
  alias?: string;
  /** The version that served the calls. With an alias it is CloudWatch's ExecutedVersion. */
  version?: string;
  /** Any time within the minute, in epoch milliseconds. */
  minute: number;
  /** Calls that ran, including those that failed. */
  invocations: number;
  errors?: number;
  throttles?: number;
  /** In milliseconds, for each call that ran; without it, the minute has no Duration. */
  durationsMs?: readonly number[];
  /** When the figures become visible, in epoch milliseconds, if not after the usual delay: AWS's are sometimes late. */
  visibleAt?: number;
  /** The figures replace what was reported for the minute before, as soon as they are visible: AWS corrects some. */
  replaces?: boolean;
  /** The default account if absent. */
  account?: string;
  /** us-east-1 if absent. */
  region?: string;
};

/**
 * Where the strict Lambda gets the time and its timers from: the machine by default, or a test's own clock that can
 * skip minutes.
 */
export type LambdaClock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs once the time has come; the returned function cancels it. */
  at(timeMs: number, run: () => void): () => void;
};

/** A request without a connection, as an SDK request handler has it. */
export type DirectRequest = {
  method: string;
  /** Including the query. */ path: string;
  headers: Record<string, string>;
  body: Uint8Array;
};

/** The result of a direct request; `dropped`: the connection would have ended without a response. */
export type DirectAnswer = { status: number; headers: Record<string, string>; body: Uint8Array } | 'dropped';

/**
 * What exists in every account and region besides functions. A kind without a list is only checked for its format; with
 * one, whatever is not on it is rejected as AWS rejects what does not exist.
 */
export type Resources = {
  /** ARNs with version. */ layers?: string[];
  /** ARNs of SQS queues. */ queues?: string[];
  /** ARNs of SNS topics. */ topics?: string[];
  /** ARNs of buses of EventBridge, besides each region's default one, which always exists. */ eventBuses?: string[];
  /** ARNs of Kinesis and DynamoDB streams. */ streams?: string[];
  /** IDs. */ subnets?: string[];
};

/** Startup options of a strict Lambda; every option has a default that suits tests. */
export type StrictLambdaOptions = {
  /** 0 (the default) picks a free port on 127.0.0.1. */
  port?: number;
  /** Folder that survives restarts; without it everything is kept in memory and a temporary folder. */
  stateDir?: string;
  /** How long a function, version, alias or mapping stays in transition; default 500. */
  settleDelayMs?: number;
  /** Seed of the generator that chooses which version of a weighted alias responds; default 1. */
  seed?: number;
  /** AWS's own quotas by default. */
  quotas?: Partial<Quotas> | 'unlimited';
  /**
   * Account IDs whose roles STS agrees to assume; if absent, any 12-digit account. The first one is the default
   * account.
   */
  accounts?: string[];
  /** Role names that neither Lambda nor STS may assume. */
  notAssumableRoles?: string[];
  resources?: Resources;
  cloudwatch?: CloudwatchSettings;
  /** Regions that exist; if absent, any well-formed one. */
  regions?: string[];
  /** The machine's by default. Handlers always run in real time. */
  clock?: LambdaClock;
  /** Answers invocations in this process, instead of running the functions' code in processes of their own. */
  answerInvocation?: (invocation: DirectInvocation) => DirectInvocationAnswer;
};

/** An IAM action on a resource (`*` if IAM cannot limit it to one). */
export type CheckedPermission = { action: string; resource: string };

/** An invocation that a function of this process answers. */
export type DirectInvocation = {
  functionName: string;
  version: string;
  /** As AWS shows it. */ codeSha256: string;
  /** JSON. */ event: string;
};

/** The answer of such a function: its payload as JSON, and whether the function failed. */
export type DirectInvocationAnswer = { failed: boolean; payload: string };

/** One request that reached the endpoint; bodies are never recorded, because they contain secrets. */
export type RecordedCall = {
  /** ISO 8601. */
  time: string;
  service: 'lambda' | 's3' | 'sts' | 'cloudwatch' | 'sns' | 'events';
  /** AWS's name for the operation, such as `UpdateAlias`. */
  operation: string;
  functionName?: string;
  account: string;
  region: string;
  /** HTTP status of the response; 0 if the connection was dropped instead. */
  status: number;
  /** AWS's error name if it was rejected. */
  error?: string;
  /** Whether the operation was executed, even if the caller never learned about it. */
  acted: boolean;
  /** The permissions that were checked, if the caller's role has a policy. */
  checked?: CheckedPermission[];
  /** How many metrics a GetMetricData has answered: AWS charges for each of them. */
  metrics?: number;
  requestId: string;
  durationMs: number;
};

/** What a fault does to the requests it hits. */
export type FaultKind =
  /** 429; AWS only sometimes says how many seconds to wait. */
  | { kind: 'throttle'; retryAfterSeconds?: number }
  /** ServiceException; default 500. */
  | { kind: 'error5xx'; status?: 500 | 502 | 503 | 504 }
  /** The request waits before it is executed, even if the caller is gone by then. */
  | { kind: 'slow'; ms: number }
  /** The request is executed immediately, but its response waits. */
  | { kind: 'slowAnswer'; ms: number }
  /** The connection ends, and nothing has happened. */
  | { kind: 'dropBefore' }
  /** The connection ends, although the request was executed. */
  | { kind: 'dropAfter' }
  /** The transition that the request starts takes this long to settle. */
  | { kind: 'settleSlow'; ms: number }
  /**
   * The transition that the request starts ends as Failed with this reason; AWS's code for it defaults to
   * InternalError.
   */
  | { kind: 'settleFailed'; reason: string; code?: string }
  /** An entry of PutEvents (the first one by default) fails with this code, such as InternalFailure, in an answer of 200. */
  | { kind: 'entryFails'; code: string; entry?: number }
  /** IAM has not propagated the role yet, as in the first seconds after it was created. */
  | { kind: 'roleNotYetAssumable' }
  /** IAM has not propagated the caller's permission yet; `explicit`: a policy denies it, and waiting does not help. */
  | { kind: 'accessDenied'; explicit?: boolean }
  /** IAM has not propagated a permission of the execution role yet, such as `CreateNetworkInterface on EC2`. */
  | { kind: 'roleLacksPermission'; permission: string };

/** A disturbance for the next `times` requests of one operation (and of one function, if set). */
export type Fault = FaultKind & {
  /** AWS's name for the operation, or `*` for any. */
  operation: string;
  functionName?: string;
  /** How many matching requests it hits; default 1, or all of them with `forMs`. */
  times?: number;
  /** How many matching requests pass before the first hit; default 0. */
  after?: number;
  /** For how long, from now on, it hits requests; no limit by default. */
  forMs?: number;
};

/**
 * What happens to a function or version that nobody has called for weeks: its first call fails and starts its recovery.
 */
export type Idling = {
  functionName: string;
  /** `$LATEST` by default. */
  version?: string;
  /** How long the recovery takes after that call. */
  recoverMs: number;
  /** Why the recovery fails, if it does: the version is then Inactive again. */
  failure?: string;
};

/** What can be changed at run time, from code or with `PUT /_sandbox/settings`. */
export type StrictLambdaSettings = {
  settleDelayMs?: number;
  seed?: number;
  quotas?: Partial<Quotas> | 'unlimited';
  notAssumableRoles?: string[];
  /** Replaces all lists. */ resources?: Resources;
  cloudwatch?: CloudwatchSettings;
};

/** An attribute of a message; `type` is `String`, `String.Array` or `Number`. */
export type MessageAttribute = { type: string; value: string };

/** A message that a topic of SNS has received. */
export type TopicMessage = {
  topicArn: string;
  messageId: string;
  /** Epoch milliseconds. */
  at: number;
  message: string;
  attributes: Record<string, MessageAttribute>;
  groupId?: string;
  deduplicationId?: string;
};

/** An event that a bus of EventBridge has received. */
export type BusEvent = {
  busArn: string;
  eventId: string;
  /** Epoch milliseconds. */
  at: number;
  /** What the sender says about when it happened, in epoch milliseconds. */
  time: number;
  source: string;
  detailType: string;
  /** JSON. */
  detail: string;
  resources: string[];
};

/** A running strict Lambda (with the S3, STS, CloudWatch, SNS and EventBridge that go with it). */
export type StrictLambda = {
  /** Endpoint for every AWS client, such as `http://127.0.0.1:4566`. */
  url: string;
  port: number;
  calls(): RecordedCall[];
  /** Operations of the requests that have arrived and have no response yet, oldest first. */
  inFlight(): string[];
  clearCalls(): void;
  /** What a topic has received, oldest first; a FIFO topic takes a message once within five minutes. */
  messagesOf(topicArn: string): TopicMessage[];
  /** What a bus has received, oldest first. */
  eventsOf(busArn: string): BusEvent[];
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** Makes a version Inactive, as AWS does after weeks without a call. Throws if there is none. */
  makeIdle(idling: Idling): void;
  /** Handles a request as the endpoint does, but without a connection. */
  handle(request: DirectRequest): Promise<DirectAnswer>;
  /** Saves everything that AWS would know now; the returned function restores it, as often as you like. */
  snapshot(): () => void;
  /**
   * What sessions of a role may do from now on; without a policy, everything. Throws if the policy has anything that is
   * not evaluated yet.
   */
  setPolicy(roleArn: string, policy: IamPolicy | undefined): void;
  configure(settings: StrictLambdaSettings): void;
  setSettleDelayMs(settleDelayMs: number): void;
  /** Puts an object without a request; creates its bucket in `region` (us-east-1) and the default account if needed. */
  putObject(object: {
    bucket: string;
    key: string;
    body: Uint8Array | string;
    region?: string;
    account?: string;
  }): Promise<{ versionId: string }>;
  /** Reports a minute of calls to CloudWatch without making them: thousands cost no more than one. */
  recordTraffic(traffic: LambdaTraffic): void;
  /** Ends requests, handler processes and timers, and writes the state. */
  close(): Promise<void>;
};
