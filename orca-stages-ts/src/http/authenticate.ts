import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from './refusal';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Checks the Authorization header against the tokens. Always compares all of them, as hashes of equal length and in
 * constant time, so that the response time reveals nothing about a token. Throws Refusal 401.
 */
export function createAuthenticator(tokens: readonly string[]): (authorization: string | undefined) => void {
  const wanted = tokens.map(digest);
  return (authorization) => {
    const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    if (given === undefined) throw unauthorized('The request has no bearer token.');
    const hash = digest(given);
    const matches = wanted.filter((candidate) => timingSafeEqual(candidate, hash));
    if (matches.length === 0) throw unauthorized("The bearer token is not one of this sidecar's tokens.");
  };
}

const unauthorized = (what: string): Refusal =>
  new Refusal({
    httpStatus: 401,
    code: 'unauthorized',
    what,
    where: 'Authorization header',
    status: 'TERMINAL',
    next: 'Set sensitiveHeaders.Authorization of the preconfigured webhook in Orca to "Bearer <token>"; `lambda-stages orca-config` prints it.',
  });
