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
import type { OrcaPort } from '../model/orcaPort';
import type { Lifecycle } from './lifecycle';
import type { Metrics } from './metrics';

/** Everything that the server needs to handle requests. */
export interface ServerDeps {
  service: OperationService;
  configuration: Pick<Configuration, 'publicUrl' | 'authorization' | 'accounts' | 'limits'>;
  /** Bearer tokens; each keeps strangers out; what it does not prove, Orca's record does. */
  tokens: readonly string[];
  /** Orca's record, if requests must agree with it. Without it, they are taken at their word. */
  orca?: OrcaPort | undefined;
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
