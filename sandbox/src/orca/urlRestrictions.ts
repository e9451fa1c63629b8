import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { JsonObject } from './executionModel';

/** Orca's `user-configured-url-restrictions`, with Orca's own defaults. */
export interface UrlRestrictions {
  allowedHostnamesRegex: string;
  allowedSchemes: string[];
  rejectLocalhost: boolean;
  rejectLinkLocal: boolean;
  rejectVerbatimIps: boolean;
  /** Addresses or CIDR blocks. */
  rejectedIps: string[];
  excludedDomains: string[];
  /** Regular expressions over whole host names. */
  extraExcludedPatterns: string[];
}

const DEFAULTS: UrlRestrictions = {
  allowedHostnamesRegex: '.*\\..+',
  allowedSchemes: ['http', 'https'],
  rejectLocalhost: true,
  rejectLinkLocal: true,
  rejectVerbatimIps: true,
  rejectedIps: [],
  excludedDomains: ['spinnaker', 'local', 'localdomain', 'internal'],
  extraExcludedPatterns: [],
};

/** Reads the section of the YAML; names may be camelCase or kebab-case, as Spring binds both. */
export function urlRestrictionsOf(section: JsonObject): UrlRestrictions {
  return {
    allowedHostnamesRegex: stringOr(bound(section, 'allowedHostnamesRegex'), DEFAULTS.allowedHostnamesRegex),
    allowedSchemes: listOr(bound(section, 'allowedSchemes'), DEFAULTS.allowedSchemes),
    rejectLocalhost: booleanOr(bound(section, 'rejectLocalhost'), DEFAULTS.rejectLocalhost),
    rejectLinkLocal: booleanOr(bound(section, 'rejectLinkLocal'), DEFAULTS.rejectLinkLocal),
    rejectVerbatimIps: booleanOr(bound(section, 'rejectVerbatimIps'), DEFAULTS.rejectVerbatimIps),
    rejectedIps: listOr(bound(section, 'rejectedIps'), DEFAULTS.rejectedIps),
    excludedDomains: listOr(bound(section, 'excludedDomains'), DEFAULTS.excludedDomains),
    extraExcludedPatterns: listOr(bound(section, 'extraExcludedPatterns'), DEFAULTS.extraExcludedPatterns),
  };
}

/** A URL that stages may not call according to Orca's configuration. */
class UrlRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'IllegalArgumentException';
  }
}

/** Throws `UrlRefused` unless a stage may call this URL. Resolves the host to see where it leads, as Orca does. */
export async function checkUrl(text: string, restrictions: UrlRestrictions): Promise<void> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new UrlRefused(`URI not valid: ${text}`);
  if (!restrictions.allowedSchemes.includes(url.protocol.slice(0, -1)))
    throw new UrlRefused(`unsupported URI scheme ${text}`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isIp = isIP(host) !== 0;
  if (isIp && restrictions.rejectVerbatimIps) throw new UrlRefused('Verbatim IP addresses are not allowed');
  if (!isAllowedHost(host, await resolve(host, text), restrictions)) throw new UrlRefused(`Host not allowed: ${host}`);
  if (isIp && inAny(restrictions.rejectedIps, host)) throw new UrlRefused(`Address not allowed: ${host}`);
}

async function resolve(host: string, url: string): Promise<string> {
  try {
    return (await lookup(host)).address;
  } catch {
    throw new UrlRefused(`URI not valid: ${url} (unknown host ${host})`);
  }
}

/** This machine and its network have their own settings; any other host is judged by its name. */
function isAllowedHost(host: string, address: string, restrictions: UrlRestrictions): boolean {
  const local = isLocal(address);
  const linkLocal = /^(169\.254\.|fe[89ab])/i.test(address);
  if ((local && restrictions.rejectLocalhost) || (linkLocal && restrictions.rejectLinkLocal)) return false;
  return isIP(host) !== 0 || local || linkLocal || isAllowedName(host, restrictions);
}

function isLocal(address: string): boolean {
  if (/^127\./.test(address) || address === '::1') return true;
  return Object.values(networkInterfaces()).some((cards) => cards?.some((card) => card.address === address) ?? false);
}

function isAllowedName(host: string, restrictions: UrlRestrictions): boolean {
  const excluded =
    restrictions.excludedDomains.some((domain) => host.endsWith(`.${domain}`)) ||
    restrictions.extraExcludedPatterns.some((pattern) => new RegExp(`^(?:${pattern})$`).test(host));
  return !excluded && new RegExp(`^(?:${restrictions.allowedHostnamesRegex})$`).test(host);
}

function inAny(ranges: readonly string[], address: string): boolean {
  const block = new BlockList();
  for (const range of ranges) {
    const [base = '', bits] = range.split('/');
    const family = isIP(base) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) block.addAddress(base, family);
    else block.addSubnet(base, Number(bits), family);
  }
  return block.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function bound(section: JsonObject, name: string): unknown {
  return section[name] ?? section[name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)];
}

const stringOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
const booleanOr = (value: unknown, otherwise: boolean): boolean =>
  value === undefined || value === null ? otherwise : String(value) === 'true';
const listOr = (value: unknown, otherwise: string[]): string[] =>
  Array.isArray(value) ? value.map(String) : otherwise;
