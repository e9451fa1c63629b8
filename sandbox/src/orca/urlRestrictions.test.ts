import { checkUrl, urlRestrictionsOf } from './urlRestrictions';

describe('checkUrl', () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['http://localhost:1/x', {}, /Host not allowed: localhost/],
    ['http://127.0.0.1/x', {}, /Verbatim IP addresses/],
    ['http://10.0.0.1/x', { rejectVerbatimIps: false, rejectedIps: ['10.0.0.0/8'] }, /Address not allowed/],
    ['http://169.254.169.254/x', { rejectVerbatimIps: false }, /Host not allowed/],
    ['ftp://a.b/x', {}, /unsupported URI scheme/],
    ['nonsense', {}, /URI not valid/],
  ])('rejects %s under %j', async (url, section, reason) => {
    const act = checkUrl(url, urlRestrictionsOf(section));

    await expect(act).rejects.toThrow(reason);
  });

  it.each<[string, Record<string, unknown>]>([
    ['http://localhost:1/x', { rejectLocalhost: 'false' }],
    ['http://127.0.0.1/x', { 'reject-localhost': false, 'reject-verbatim-ips': false }],
    ['http://10.0.0.1/x', { rejectVerbatimIps: false, rejectedIps: ['192.168.0.0/16'] }],
  ])('allows %s under %j', async (url, section) => {
    const act = checkUrl(url, urlRestrictionsOf(section));

    await expect(act).resolves.toBeUndefined();
  });
});
