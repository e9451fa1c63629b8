import { stageDefinitions, stageJsonSchema, STAGE_TYPES } from 'stage-contract';
import type { Server, ServerDeps } from '../serverDeps';

/** GET /openapi.json, with the fields of every stage, and /metrics. */
export function describeApi(app: Server, deps: ServerDeps): void {
  app.get('/openapi.json', { schema: { hide: true }, config: { keepsExpressions: true } }, (_, reply) =>
    reply.header('content-type', 'application/json; charset=utf-8').send(withStages(app.swagger())),
  );
  app.get('/metrics', { schema: { hide: true } }, async (_, reply) => {
    const { contentType, text } = await deps.metrics.page();
    return reply.header('content-type', contentType).send(text);
  });
}

/** OpenAPI 3.1 schemas are JSON Schemas, so the stages' schemas go in as they are. */
function withStages(document: object): object {
  const components: unknown = Reflect.get(document, 'components');
  const present: unknown =
    typeof components === 'object' && components !== null ? Reflect.get(components, 'schemas') : undefined;
  const stages = STAGE_TYPES.map((type) => {
    const name = `${stageDefinitions[type].key}Context`;
    const { $schema, ...schema } = stageJsonSchema(type, `#/components/schemas/${name}`);
    return [
      name,
      {
        ...schema,
        description: `${stageDefinitions[type].description} Fields of \`context\` for type ${type} (${String($schema)}).`,
      },
    ];
  });
  return {
    ...document,
    components: {
      ...(typeof components === 'object' ? components : {}),
      schemas: { ...(typeof present === 'object' ? present : {}), ...Object.fromEntries(stages) },
    },
  };
}
