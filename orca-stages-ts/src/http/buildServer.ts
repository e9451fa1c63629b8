import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { LogController } from 'fastify';
import { jsonSchemaTransform, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { createAuthenticator } from './authenticate';
import { createErrorHandler, sendRefusal } from './errorResponses';
import { readJsonBody } from './readJsonBody';
import { Refusal, unavailable } from './refusal';
import { invalidEnvelope } from './requestProblems';
import { cancelOperation } from './routes/cancelOperation';
import { createOperation } from './routes/createOperation';
import { describeApi } from './routes/describeApi';
import { health } from './routes/health';
import { readOperation } from './routes/readOperation';
import type { Server, ServerDeps } from './serverDeps';

/** Longest time that a request may take to arrive. */
const REQUEST_TIMEOUT_MS = 60_000;

/** The HTTP server over an operation service; it listens only when told to. */
export async function buildServer(deps: ServerDeps): Promise<Server> {
  const { limits } = deps.configuration;
  const app: Server = fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
  }).withTypeProvider<ZodTypeProvider>();
  app.setErrorHandler(createErrorHandler(limits.bodyBytes));
  app.setNotFoundHandler((request, reply) => sendRefusal(reply, notServed(request.method, request.url)));
  // Validation is ours so that its answer has our form; answers are not cut to their schemas, which only document them.
  app.setValidatorCompiler(
    ({ schema }) =>
      (data) =>
        validate(schema, data),
  );
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  reportRequests(app, deps);
  await app.register(rateLimit, {
    global: true,
    max: limits.requestsPerSecond,
    timeWindow: 1000,
    errorResponseBuilder: () => unavailable('There are more requests from this address than the sidecar answers.', 1),
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Lambda Stages', version: '1', description: 'Runs AWS Lambda stages for Orca.' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(async (open: Server) => {
    health(open, deps);
    describeApi(open, deps);
  });
  const authenticate = createAuthenticator(deps.tokens);
  const behindToken =
    (routes: (scope: Server, deps: ServerDeps) => void) =>
    async (scope: Server): Promise<void> => {
      scope.addHook('onRequest', async (request) => {
        authenticate(request.headers.authorization);
      });
      routes(scope, deps);
    };
  await app.register(behindToken(operationRoutes));
  await app.register(behindToken(cancelOperation));
  return app;
}

function operationRoutes(scope: Server, deps: ServerDeps): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(['application/json', 'text/plain'], { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, readJsonBody(Buffer.from(body), request.headers['content-type'], deps.configuration.limits));
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)), undefined);
    }
  });
  createOperation(scope, deps);
  readOperation(scope, deps);
}

function validate(schema: unknown, data: unknown): { value: unknown } | { error: Refusal } {
  if (!(schema instanceof z.ZodType)) return { value: data };
  const result = schema.safeParse(data);
  return result.success ? { value: result.data } : { error: invalidEnvelope(result.error, data) };
}

/** One line and one figure for each request; polls are the bulk and go to debug. */
function reportRequests(app: Server, deps: ServerDeps): void {
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    deps.metrics.request(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
    const fields = {
      method: request.method,
      route,
      httpStatus: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    };
    if (request.method === 'GET') request.log.debug(fields, 'request answered');
    else request.log.info(fields, 'request answered');
    done();
  });
}

const notServed = (method: string, url: string) =>
  new Refusal({
    httpStatus: 404,
    code: 'notFound',
    what: `Nothing is served at ${method} ${url.split('?')[0]?.slice(0, 100) ?? ''}.`,
    where: 'address',
    status: 'TERMINAL',
    next: "See /openapi.json for what is served; check the addresses in Orca's configuration.",
  }).details;
