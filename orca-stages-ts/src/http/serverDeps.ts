import type {
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import type { Configuration } from '../config';
import type { OperationService } from '../engine/operationService';
import type { Lifecycle } from './lifecycle';
import type { Metrics } from './metrics';

/** Everything that the server needs to handle requests. */
export interface ServerDeps {
  service: OperationService;
  configuration: Pick<Configuration, 'publicUrl' | 'authorization' | 'accounts' | 'limits'>;
  /** Bearer tokens; each proves that the caller is Orca. */
  tokens: readonly string[];
  log: Logger;
  lifecycle: Lifecycle;
  metrics: Metrics;
}

/** The server, with routes typed by their schemas. */
export type Server = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  Logger,
  ZodTypeProvider
>;
