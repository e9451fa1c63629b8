import { isIP } from 'node:net';

/** Orca's defaults for `user-configured-url-restrictions`. Source: kork's UrlRestrictionsProperties. */
const DEFAULT_EXCLUDED_DOMAINS = ['spinnaker', 'local', 'localdomain', 'internal'];

/** The part of Orca's configuration that decides which addresses webhooks may call. */
export interface UrlRestrictions {
  rejectLocalhost: boolean;
  rejectVerbatimIps: boolean;
  excludedDomains: string[];
  allowedHostnamesRegex?: string;
}

/**
 * Opens Orca's restrictions as far as the sidecar's address needs, and no further. They keep pipeline authors from
 * calling internal addresses; but if they block the sidecar's own address, every stage is TERMINAL.
 */
export function urlRestrictionsFor(publicUrl: string): UrlRestrictions {
  const host = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const isAddress = isIP(host) !== 0;
  const isLocal = host === 'localhost' || host === '::1' || /^127\./.test(host);
  return {
    rejectLocalhost: !isLocal,
    rejectVerbatimIps: !isAddress,
    excludedDomains: DEFAULT_EXCLUDED_DOMAINS.filter((domain) => !host.endsWith(`.${domain}`)),
    // Newer Orca versions block every name without a dot, which includes Kubernetes services in the same namespace.
    ...(isAddress || isLocal || host.includes('.')
      ? {}
      : { allowedHostnamesRegex: `(.*\\..+|${host.replace(/[^a-z0-9_-]/g, '')})` }),
  };
}
