import type { IncomingHttpHeaders } from 'node:http';
import type { Emulator } from '../emulator';
import type { CheckedPermission } from '../strictLambda';
import type { RequestFields } from './requestFields';

/** A request after authentication and routing. */
export type AwsRequest = {
  requestId: string;
  account: string;
  region: string;
  method: string;
  /** Path without the query, as sent. */
  path: string;
  /** Path parameters of the route, decoded. */
  parameters: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The JSON body; throws SerializationException if it isn't JSON. */
  fields(): RequestFields;
  accessKeyId: string;
  /** Filled in: what was checked for a caller whose role has a policy. */
  checked: CheckedPermission[];
  /** How long a transition that this request starts takes, and whether it ends as Failed. */
  settling: {
    delayMs: number;
    /** A fault requested a transition even where AWS usually needs none. */ forced: boolean;
    failure?: { reason: string; code: string };
  };
  /** Entries of PutEvents that a fault lets fail, by their index. */
  failedEntries?: Record<number, { ErrorCode: string; ErrorMessage: string }>;
  /** Lambda's response instead of using the execution role. */
  roleTrouble?: string;
};

/** A response; it has either `json` or `body`. */
export type AwsResponse = {
  status: number;
  json?: unknown;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
  /** Nothing was executed, as requested. */ dryRun?: true;
  /** How many metrics it is about, if AWS charges for each. */ metrics?: number;
};

/** One of AWS's operations. Throws AwsError to reject the request. */
export type Operation = (request: AwsRequest, emulator: Emulator) => AwsResponse | Promise<AwsResponse>;
