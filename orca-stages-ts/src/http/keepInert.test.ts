import fc from 'fast-check';
import fastify from 'fastify';
import { expressionsIn } from '../model/inertText';
import { keepInert } from './keepInert';
import type { Server } from './serverDeps';

const PLANTED = ['${x}', '\\${x}', '$${x}', '${', '${${', '${#fromUrl("http://169.254.169.254/")}'];

/** Any JSON with the beginnings of expressions in values and keys. */
const planted = fc.letrec((tie) => ({
  text: fc.tuple(fc.string(), fc.constantFrom('', ...PLANTED), fc.string()).map((parts) => parts.join('')),
  value: fc.oneof(
    { maxDepth: 4 },
    tie('text'),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(tie('text') as fc.Arbitrary<string>, tie('value'), { maxKeys: 4 }),
  ),
}));

/** The same with the joiners taken out again. */
const withoutJoiners = (text: string): string => text.replaceAll('$\u2060{', '${');

async function answerTo(value: unknown, config: object = {}): Promise<string> {
  const app = fastify();
  keepInert(app as unknown as Server);
  app.get('/', { config }, (_, reply) => reply.send(value));
  const { body } = await app.inject('/');
  await app.close();
  return body;
}

it('leaves no expression in a response, and changes nothing else in it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), planted.value, { maxKeys: 5 }), async (value) => {
      const sent = JSON.stringify(value);

      const body = await answerTo(value);

      expect(expressionsIn(body)).toBe(0);
      const { alteredExpressions, ...rest } = JSON.parse(withoutJoiners(body)) as Record<string, unknown>;
      expect(rest).toEqual(JSON.parse(sent));
      expect(alteredExpressions).toBe(expressionsIn(sent) === 0 ? undefined : expressionsIn(sent));
    }),
  );
});

it.each([['a text with ${x}'], [['${x}', 1]]])(
  'makes %j inert, too, where there is no place for a count',
  async (value) => {
    const body = await answerTo(value);

    expect(expressionsIn(body)).toBe(0);
    expect(withoutJoiners(body)).toBe(typeof value === 'string' ? value : JSON.stringify(value));
  },
);

it('sends the right Content-Length', async () => {
  const app = fastify();
  keepInert(app as unknown as Server);
  app.get('/', (_, reply) => reply.send({ progress: '${x}' }));
  const address = await app.listen({ host: '127.0.0.1', port: 0 });

  const response = await fetch(address);

  expect(await response.json()).toEqual({ progress: '$\u2060{x}', alteredExpressions: 1 });
  await app.close();
});

it('does not change a response that Orca never reads', async () => {
  expect(await answerTo({ description: '${x}' }, { keepsExpressions: true })).toBe('{"description":"${x}"}');
});
