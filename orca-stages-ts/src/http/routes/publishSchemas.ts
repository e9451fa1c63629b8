import { PUBLISHED_SCHEMAS } from 'stage-contract';
import type { Server } from '../serverDeps';

/** GET /schemas/…, the JSON Schemas of stages and pipelines, for editors: they are no secret and need no token. */
export function publishSchemas(app: Server): void {
  for (const [file, schemaOf] of PUBLISHED_SCHEMAS) {
    let text: string | undefined;
    app.get(`/schemas/${file}`, { schema: { hide: true }, config: { keepsExpressions: true } }, (_, reply) => {
      text ??= JSON.stringify(schemaOf());
      return reply.header('content-type', 'application/schema+json; charset=utf-8').send(text);
    });
  }
}
