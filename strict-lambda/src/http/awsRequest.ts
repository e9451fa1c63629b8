import type { IncomingHttpHeaders } from 'node:http';
import type { Emulator } from '../emulator';
import type { RequestFields } from './requestFields';

/** A request after authentication and routing. */
export type AwsRequest = {
  requestId: string;
  account: string;
  region: string;
  method: string;
  /** Path without the query, as sent. */
  path: string;
  /** Parts of the path that the route names, decoded. */
  parameters: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The JSON body; SerializationException when it is none. */
  fields(): RequestFields;
  accessKeyId: string;
  /** How long what this request starts takes, and whether it ends as Failed. */
  settling: {
    delayMs: number;
    /** A fault asked for a transition even where AWS usually needs none. */ forced: boolean;
    failure?: { reason: string; code: string };
  };
  /** What Lambda answers instead of taking the execution role. */
  roleTrouble?: string;
};

/** An answer; `json` and `body` exclude each other. */
export type AwsResponse = {
  status: number;
  json?: unknown;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
  /** Nothing was carried out, as was asked. */ dryRun?: true;
};

/** One of AWS's operations. Throws AwsError to refuse. */
export type Operation = (request: AwsRequest, emulator: Emulator) => AwsResponse | Promise<AwsResponse>;
