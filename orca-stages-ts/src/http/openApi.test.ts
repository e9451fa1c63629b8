import SwaggerParser from '@apidevtools/swagger-parser';
import type { OpenAPIV3_1 } from 'openapi-types';
import { PUBLISHED_SCHEMAS, STAGE_TYPES, stageDefinitions } from 'stage-contract';
import { fetch } from 'undici';
import { checkConfiguration } from '../config';
import { buildServer, createLifecycle, createLog, createMetrics } from './index';
import { MemoryOperations } from './memoryOperations';

/** A server of its own; close it at the end. */
async function started(): Promise<{ app: Awaited<ReturnType<typeof buildServer>>; address: string }> {
  const reading = checkConfiguration({
    publicUrl: 'http://a.b',
    tokens: [{ tokenEnv: 'T' }],
    authorization: 'off',
    journal: { file: 'j' },
    accounts: [{ name: 'a', accountId: '123456789012', regions: ['us-east-1'] }],
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const app = await buildServer({
    service: new MemoryOperations(),
    configuration: reading.configuration,
    tokens: ['t'.repeat(16)],
    log: createLog('error'),
    lifecycle: createLifecycle(),
    metrics: createMetrics(),
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, address };
}

describe('/openapi.json', () => {
  it('is a valid OpenAPI 3.1 document that describes every operation, and the fields of every stage', async () => {
    const { app, address } = await started();

    const document = (await (await fetch(`${address}/openapi.json`)).json()) as OpenAPIV3_1.Document;
    await app.close();

    await expect(SwaggerParser.validate(structuredClone(document))).resolves.toMatchObject({ openapi: '3.1.0' });
    expect(Object.keys(document.paths ?? {}).sort()).toEqual([
      '/healthz',
      '/readyz',
      '/v1/operations',
      '/v1/operations/cancel',
      '/v1/operations/{id}',
    ]);
    expect(Object.keys(document.components?.schemas ?? {})).toEqual(
      expect.arrayContaining(STAGE_TYPES.map((type) => `${stageDefinitions[type].key}Context`)),
    );
  });
});

describe('/schemas', () => {
  it('serves the schema of each stage and of pipelines to everyone, and nothing else', async () => {
    const { app, address } = await started();
    const files = [...PUBLISHED_SCHEMAS.keys()];

    const served = await Promise.all(files.map(async (file) => (await fetch(`${address}/schemas/${file}`)).json()));
    const { status } = await fetch(`${address}/schemas/..%2f..%2fpackage.json`);
    await app.close();

    expect(files).toEqual([
      ...STAGE_TYPES.map((type) => `${stageDefinitions[type].key}.schema.json`),
      'pipeline.schema.json',
    ]);
    expect(served).toEqual([...PUBLISHED_SCHEMAS.values()].map((schemaOf) => JSON.parse(JSON.stringify(schemaOf()))));
    expect(status).toBe(404);
  });
});
