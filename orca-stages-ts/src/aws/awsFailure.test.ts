import { awsFailureOf } from './awsFailure';

const connect = (code: string) => Object.assign(new Error(`connect ${code}`), { code, syscall: 'connect' });
const read = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });

it.each<[string, unknown, true | undefined]>([
  ['a refused connection', connect('ECONNREFUSED'), true],
  ['a connection that was not opened in time', Object.assign(connect('ETIMEDOUT'), { name: 'TimeoutError' }), true],
  ['a host whose addresses all refuse', new AggregateError([connect('ECONNREFUSED'), connect('ENETUNREACH')]), true],
  ['errors of which one is of an open connection', new AggregateError([connect('ECONNREFUSED'), read]), undefined],
  ['no errors at all', new AggregateError([]), undefined],
  ['a connection that was lost', read, undefined],
  ['no response in time', Object.assign(new Error('late'), { name: 'TimeoutError', code: 'ETIMEDOUT' }), undefined],
  ['no credentials', Object.assign(new Error('none'), { name: 'CredentialsProviderError' }), true],
  ['an answer', Object.assign(new Error('denied'), { $metadata: { httpStatusCode: 403 } }), undefined],
])('%s: whether nothing was sent', (_what, error, expected) => {
  expect(awsFailureOf(error).notSent).toBe(expected);
});
