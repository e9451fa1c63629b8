import { isIP } from 'node:net';

/** Orca's defaults for `user-configured-url-restrictions`. Source: kork's UrlRestrictionsProperties. */
const DEFAULT_EXCLUDED_DOMAINS = ['spinnaker', 'local', 'localdomain', 'internal'];

/**
 * Names of services inside the cluster, which the defaults let through: among them is Orca itself, where an author's webhook can start pipelines with
 * anybody's accounts.
 */
const CLUSTER_DOMAIN = 'svc';

/** The part of Orca's configuration that decides which addresses webhooks may call. */
export interface UrlRestrictions {
  rejectLocalhost: boolean;
  rejectVerbatimIps: boolean;
  excludedDomains: string[];
  /** Regular expressions over whole host names. */
  extraExcludedPatterns?: string[];
  allowedHostnamesRegex?: string;
}

/**
 * Opens Orca's restrictions for the sidecar's address alone. They keep pipeline authors from calling internal addresses; but if they block the
 * sidecar's own address, every stage is TERMINAL.
 */
export function urlRestrictionsFor(publicUrl: string): UrlRestrictions {
  const host = new URL(publicUrl).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const isAddress = isIP(host) !== 0;
  const isLocal = host === 'localhost' || host === '::1' || /^127\./.test(host);
  const domains = [CLUSTER_DOMAIN, ...DEFAULT_EXCLUDED_DOMAINS].filter((domain) => host.endsWith(`.${domain}`));
  return {
    rejectLocalhost: !isLocal,
    rejectVerbatimIps: !isAddress,
    excludedDomains: DEFAULT_EXCLUDED_DOMAINS.filter((domain) => !domains.includes(domain)),
    ...(domains.length === 0 ? {} : { extraExcludedPatterns: domains.map((domain) => othersOf(domain, host)) }),
    // Newer Orca versions block every name without a dot, which includes Kubernetes services in the same namespace.
    ...(isAddress || isLocal || host.includes('.')
      ? {}
      : { allowedHostnamesRegex: `(.*\\..+|${host.replace(/[^a-z0-9_-]/g, '')})` }),
  };
}

/** Every name of a domain but one. */
const othersOf = (domain: string, host: string): string => `(?!${escaped(host)}$).*\\.${domain}`;

const escaped = (host: string): string => host.replace(/[^a-z0-9_-]/g, '\\$&');
