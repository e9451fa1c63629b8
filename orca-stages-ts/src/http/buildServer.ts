import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { LogController } from 'fastify';
import { jsonSchemaTransform, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { createAuthenticator } from './authenticate';
import { createErrorHandler, sendRefusal } from './errorResponses';
import { keepInert } from './keepInert';
import { readJsonBody } from './readJsonBody';
import { Refusal, unavailable } from './refusal';
import { invalidEnvelope } from './requestProblems';
import { cancelOperation } from './routes/cancelOperation';
import { createOperation } from './routes/createOperation';
import { describeApi } from './routes/describeApi';
import { publishSchemas } from './routes/publishSchemas';
import { health } from './routes/health';
import { readOperation } from './routes/readOperation';
import type { Server, ServerDeps } from './serverDeps';

/** Maximum time that a request may take to arrive. */
const REQUEST_TIMEOUT_MS = 60_000;
/** As many as Node reads: an ID of any length is one that does not exist, and not a mistake of its own. */
const MOST_PATH_CHARACTERS = 16_384;

/** The HTTP server on top of an operation service; it only listens when told to. */
export async function buildServer(deps: ServerDeps): Promise<Server> {
  const { limits } = deps.configuration;
  const handleError = createErrorHandler(limits.bodyBytes);
  const app: Server = fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyBytes,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MOST_PATH_CHARACTERS },
    frameworkErrors: (error, request, reply) => handleError(error, request, reply),
  }).withTypeProvider<ZodTypeProvider>();
  app.setErrorHandler(handleError);
  app.setNotFoundHandler((request, reply) => sendRefusal(reply, notServed(request.method, request.url)));
  // We validate ourselves, so that the response has our format. Responses are not trimmed to their schemas, which are
  // documentation only.
  app.setValidatorCompiler(
    ({ schema }) =>
      (data) =>
        validate(schema, data),
  );
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  reportRequests(app, deps);
  keepInert(app);
  await app.register(rateLimit, {
    global: true,
    max: limits.requestsPerSecond,
    timeWindow: 1000,
    errorResponseBuilder: () => unavailable('Too many requests from this address.', 1),
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
    publishSchemas(open);
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

/** One log line and one metric per request. Most requests are polls; they are logged at debug level. */
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
    what: `There is no route ${method} ${url.split('?')[0]?.slice(0, 100) ?? ''}.`,
    where: 'address',
    status: 'TERMINAL',
    next: "See /openapi.json for the routes, and check the URLs in Orca's configuration.",
  }).details;
