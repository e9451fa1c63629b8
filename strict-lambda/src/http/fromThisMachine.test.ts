import { refusedFromElsewhere } from './fromThisMachine';

const JSON_TYPE = { 'content-type': 'application/json' };
const LOCAL = { host: '127.0.0.1:4566' };

it.each<[string, string, Record<string, string>]>([
  ['a read', 'GET', LOCAL],
  ['localhost', 'GET', { host: 'localhost:4566' }],
  ['a name of this machine', 'GET', { host: 'builds.localhost:4566' }],
  ['IPv6', 'GET', { host: '[::1]:4566' }],
  ['a PUT, which browsers ask about', 'PUT', { ...LOCAL, 'content-type': 'text/plain' }],
  ['JSON', 'POST', { ...LOCAL, ...JSON_TYPE }],
  [
    'a signed form, as STS takes it',
    'POST',
    { ...LOCAL, authorization: 'AWS4-HMAC-SHA256 …', 'content-type': 'application/x-www-form-urlencoded' },
  ],
  ['a signed call without a body', 'POST', { ...LOCAL, authorization: 'AWS4-HMAC-SHA256 …' }],
  ['a page of its own', 'POST', { ...LOCAL, origin: 'http://127.0.0.1:4566' }],
  ['a page of its own, as browsers say it', 'POST', { ...LOCAL, 'sec-fetch-site': 'same-origin' }],
  [
    'a page of another port of this machine, which the browser asks about',
    'POST',
    { ...LOCAL, ...JSON_TYPE, origin: 'http://localhost:9000' },
  ],
])('lets %s through', (_title, method, headers) => {
  expect(refusedFromElsewhere({ method, headers })).toBeUndefined();
});

it.each<[string, string, string, Record<string, string>]>([
  ['a name that leads here', 'ForeignHost', 'GET', { host: 'evil.example.com:4566' }],
  ['a name that begins like an address', 'ForeignHost', 'GET', { host: '127.0.0.1.example.com' }],
  ['a name that ends like one', 'ForeignHost', 'GET', { host: 'notlocalhost' }],
  ['no Host at all', 'ForeignHost', 'GET', {}],
  ['another page', 'ForeignOrigin', 'POST', { ...LOCAL, ...JSON_TYPE, origin: 'https://evil.example.com' }],
  ['a page without an origin', 'ForeignOrigin', 'POST', { ...LOCAL, ...JSON_TYPE, origin: 'null' }],
  ['a form', 'PlainForm', 'POST', { ...LOCAL, 'content-type': 'application/x-www-form-urlencoded' }],
  ['a form of text', 'PlainForm', 'POST', { ...LOCAL, 'content-type': 'text/plain; charset=utf-8' }],
  ['a form of files', 'PlainForm', 'POST', { ...LOCAL, 'content-type': 'multipart/form-data; boundary=x' }],
  ['nothing at all', 'PlainForm', 'POST', LOCAL],
  ['a form of a page of another port', 'PlainForm', 'POST', { ...LOCAL, origin: 'http://localhost:9000' }],
])('refuses %s: %s', (_title, code, method, headers) => {
  expect(refusedFromElsewhere({ method, headers })).toMatchObject({ status: 403, code });
});
