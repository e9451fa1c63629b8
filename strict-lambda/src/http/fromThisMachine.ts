import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is rejected. */
export interface Refused {
  status: 403;
  code: 'ForeignHost' | 'ForeignOrigin' | 'PlainForm';
  /** What is wrong, and what to do. */
  message: string;
}

/** The parts of a request that are checked. */
export interface Origins {
  method: string;
  headers: IncomingHttpHeaders;
}

/** Content types that a form on any page can send without a preflight request. */
const PLAIN = ['', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/**
 * Why a request may come from someone else's web page, sent by a browser on this machine; undefined if it cannot. Functions
 * run on this machine, so no web page may create or run one. Signed requests of SDKs and command lines pass.
 */
export function refusedFromElsewhere({ method, headers }: Origins): Refused | undefined {
  const { host = '', origin } = headers;
  if (!isLoopback(hostOf(`http://${host}`)))
    return {
      status: 403,
      code: 'ForeignHost',
      message: `The Host header must be localhost or a loopback address, not ${host.slice(0, 100)}.`,
    };
  if (origin !== undefined && !isLoopback(hostOf(origin)))
    return {
      status: 403,
      code: 'ForeignOrigin',
      message: `Pages from ${origin.slice(0, 100)} may not use this server. Open its own page at localhost or 127.0.0.1.`,
    };
  // Browsers send a preflight request before every other method that changes something.
  if (method !== 'POST' || isAskedFirst(headers) || isOfOwnPage(headers)) return undefined;
  return {
    status: 403,
    code: 'PlainForm',
    message:
      'Send Content-Type: application/json. Plain forms are rejected, because any web page can make a browser send one.',
  };
}

/** Whether a browser would have sent a preflight request first, which this server never approves. */
const isAskedFirst = ({ authorization, 'content-type': type = '', ...headers }: IncomingHttpHeaders): boolean =>
  authorization !== undefined ||
  headers['x-amz-date'] !== undefined ||
  !PLAIN.includes((type.split(';')[0] ?? '').trim().toLowerCase());

const isOfOwnPage = ({ host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean =>
  site === 'same-origin' || (origin !== undefined && origin.replace(/^https?:\/\//, '') === host);

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).hostname : '');

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
