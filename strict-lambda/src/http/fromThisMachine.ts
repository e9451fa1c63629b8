import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is not answered. */
export interface Refused {
  status: 403;
  code: 'ForeignHost' | 'ForeignOrigin' | 'PlainForm';
  /** What is wrong, and what to do. */
  message: string;
}

/** What is looked at of a request. */
export interface Origins {
  method: string;
  headers: IncomingHttpHeaders;
}

/** What a form of any page can send without the browser asking first. */
const PLAIN = ['', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/**
 * Why a request may come from a web page of somebody else's, which a browser on this machine would send here; undefined if it may not. Functions
 * run on this machine, so a page must not reach what creates and runs them. SDKs and command lines are let through: they sign what they send.
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
      message: `Pages of ${origin.slice(0, 100)} may not use this server: open its page at localhost or 127.0.0.1.`,
    };
  // About every other method that changes something, a browser asks first.
  if (method !== 'POST' || isAskedFirst(headers) || isOfOwnPage(headers)) return undefined;
  return {
    status: 403,
    code: 'PlainForm',
    message: 'Send Content-Type: application/json, so that browsers do not let other pages send the same.',
  };
}

/** Whether a browser would have asked this server first, which never agrees. */
const isAskedFirst = ({ authorization, 'content-type': type = '', ...headers }: IncomingHttpHeaders): boolean =>
  authorization !== undefined ||
  headers['x-amz-date'] !== undefined ||
  !PLAIN.includes((type.split(';')[0] ?? '').trim().toLowerCase());

const isOfOwnPage = ({ host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean =>
  site === 'same-origin' || (origin !== undefined && origin.replace(/^https?:\/\//, '') === host);

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).hostname : '');

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
