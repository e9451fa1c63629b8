import { isIP } from 'node:net';

/** Orca's own defaults of `user-configured-url-restrictions`. Source: kork's UrlRestrictionsProperties. */
const DEFAULT_EXCLUDED_DOMAINS = ['spinnaker', 'local', 'localdomain', 'internal'];

/** The part of Orca's configuration that decides which addresses webhooks may call. */
export interface UrlRestrictions {
  rejectLocalhost: boolean;
  rejectVerbatimIps: boolean;
  excludedDomains: string[];
  allowedHostnamesRegex?: string;
}

/**
 * Opens Orca's restrictions as far as the sidecar's address needs, and no further: they keep pipeline authors
 * from calling internal addresses, and every stage is TERMINAL when the sidecar's own is among the refused.
 */
export function urlRestrictionsFor(publicUrl: string): UrlRestrictions {
  const host = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const isAddress = isIP(host) !== 0;
  const isLocal = host === 'localhost' || host === '::1' || /^127\./.test(host);
  return {
    rejectLocalhost: !isLocal,
    rejectVerbatimIps: !isAddress,
    excludedDomains: DEFAULT_EXCLUDED_DOMAINS.filter((domain) => !host.endsWith(`.${domain}`)),
    // Newer Orcas refuse every name without a dot, which is what a Kubernetes service in the same namespace has.
    ...(isAddress || isLocal || host.includes('.')
      ? {}
      : { allowedHostnamesRegex: `(.*\\..+|${host.replace(/[^a-z0-9_-]/g, '')})` }),
  };
}
