import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from '../errors';
import type { Emulator } from '../emulator';

/**
 * Who calls which service in which region, from the Signature Version 4 scope; signatures themselves are not verified.
 */
export type Identity = { accessKeyId: string; account: string; region: string; service: string };

const headerScope = /Credential=([^/,\s]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/;
const queryScope = /^([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request$/;

/** Reads the identity of a request. Throws what AWS throws for missing, expired or misplaced credentials. */
export function identify(headers: IncomingHttpHeaders, query: URLSearchParams, emulator: Emulator): Identity {
  const scope = headerScope.exec(headers.authorization ?? '') ?? queryScope.exec(query.get('X-Amz-Credential') ?? '');
  const [, accessKeyId, region, service] = scope ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) {
    if (headers.authorization === undefined)
      throw new AwsError('MissingAuthenticationTokenException', 403, 'Missing Authentication Token', {
        type: undefined,
      });
    throw new AwsError(
      'IncompleteSignatureException',
      403,
      'Authorization header requires a Signature Version 4 credential scope.',
      { type: undefined },
    );
  }
  if (!regionExists(region, emulator.settings.regions)) {
    throw new AwsError('UnrecognizedClientException', 403, 'The security token included in the request is invalid.', {
      type: undefined,
    });
  }
  return { accessKeyId, region, service, account: accountOf(accessKeyId, emulator) };
}

function accountOf(accessKeyId: string, emulator: Emulator): string {
  const session = emulator.state.sessions[accessKeyId];
  if (session === undefined) return isAccount(accessKeyId, emulator) ? accessKeyId : emulator.settings.defaultAccount;
  if (session.expiresAt > emulator.now()) return session.account;
  throw new AwsError('ExpiredTokenException', 403, 'The security token included in the request is expired', {
    type: undefined,
  });
}

/** The number of a known account as access key acts in that account: for those who have assumed no role. */
const isAccount = (accessKeyId: string, { settings }: Emulator): boolean =>
  settings.accounts?.includes(accessKeyId) === true;

function regionExists(region: string, regions: string[] | undefined): boolean {
  return regions === undefined ? /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) : regions.includes(region);
}
