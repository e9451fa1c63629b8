import { InvokeCommand, type CreateFunctionCommandInput } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createActive, startTestLambda, type TestLambda } from '../testing/startTestLambda';
import { isNestedTooDeeply } from './jsonDepth';

const MILLION = 1_000_000;

const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('a hostile request', () => {
  let aws: TestLambda;
  let stateDir: string;

  beforeAll(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'strict-lambda-hostile-'));
    aws = await startTestLambda({ stateDir });
    await createActive(aws.lambda, 'plain');
    await aws.s3.send(new CreateBucketCommand({ Bucket: 'hostile' }));
  });
  afterAll(async () => {
    await aws.close();
    rmSync(stateDir, { recursive: true });
  });

  const send = (method: string, path: string, body = '', headers: Record<string, string> = {}): Promise<number> =>
    new Promise((resolve, reject) => {
      const authorization = 'AWS4-HMAC-SHA256 Credential=AKIASANDBOX/20261130/us-east-1/lambda/aws4_request';
      const sent = request(aws.url, { method, path, headers: { authorization, ...headers } }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      });
      sent.on('error', reject).end(body);
    });
  const s3 = {
    authorization: 'AWS4-HMAC-SHA256 Credential=AKIASANDBOX/20261130/us-east-1/s3/aws4_request',
    'content-type': 'application/xml',
  };
  const beginUpload = async (): Promise<string> => {
    const { UploadId } = await aws.s3.send(new CreateMultipartUploadCommand({ Bucket: 'hostile', Key: 'key' }));
    return `/hostile/key?uploadId=${UploadId}`;
  };
  const context = (json: string): Record<string, string> => ({
    'x-amz-client-context': Buffer.from(json).toString('base64'),
  });

  it.each<[string, string, string, string, Record<string, string>]>([
    ['nested settings', 'POST', '/2021-10-31/functions/plain/url', `{"AuthType":"NONE","Cors":${deep(5000)}}`, {}],
    ['a nested client context', 'POST', '/2015-03-31/functions/plain/invocations', '{}', context(deep(1500))],
    ['a nested fault', 'POST', '/_sandbox/faults', `{"operation":"*","kind":"slow","ms":${deep(200_000)}}`, {}],
  ])('with %s is rejected', async (_what, method, path, body, headers) => {
    const status = await send(method, path, body, headers);

    expect(status).toBe(400);
  });

  it.each(['//', '///x', '//[/x', '*'])('for %s is one for a path that does not exist', async (path) => {
    const status = await send('GET', path);

    expect(status).toBe(404);
  });

  it.each<[string, Partial<CreateFunctionCommandInput>]>([
    ['The handler', { Handler: 'index\0.handler' }],
    ['The environment variable NAME', { Environment: { Variables: { NAME: 'a\0b' } } }],
  ])('cannot make a function that no process can run: %s', async (what, input) => {
    await expect(createActive(aws.lambda, 'never', input)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: `${what} must not contain a null character.`,
    });
  });

  it.each(['max-keys=abc', 'max-keys=-1', 'max-keys=1e9', 'max-parts=-1', 'part-number-marker=x'])(
    'for a page that S3 has not: %s',
    async (query) => {
      const where = query.startsWith('max-keys') ? '/hostile?list-type=2' : await beginUpload();

      const status = await send('GET', `${where}&${query}`, '', s3);

      expect(status).toBe(400);
    },
  );

  it.each<[string, string, number]>([
    ['not in chunks', 'hello', 400],
    ['cut short inside of a chunk', 'a\r\nhello', 400],
    ['cut short after a chunk', '5\r\nhello\r\n', 400],
    ['whole', '5\r\nhello\r\n0\r\n\r\n', 200],
  ])('to store a stream that is %s', async (_what, body, expected) => {
    const status = await send('PUT', '/hostile/stream', body, { ...s3, 'content-encoding': 'aws-chunked' });

    expect(status).toBe(expected);
  });

  it('for a page of nothing does not promise another one', async () => {
    const path = await beginUpload();
    await aws.s3.send(new PutObjectCommand({ Bucket: 'hostile', Key: 'any', Body: 'x' }));
    const UploadId = path.split('=')[1];
    await aws.s3.send(new UploadPartCommand({ Bucket: 'hostile', Key: 'key', UploadId, PartNumber: 1, Body: 'x' }));

    const objects = await aws.s3.send(new ListObjectsV2Command({ Bucket: 'hostile', MaxKeys: 0 }));
    const parts = await aws.s3.send(new ListPartsCommand({ Bucket: 'hostile', Key: 'key', UploadId, MaxParts: 0 }));

    expect([objects, parts]).toMatchObject([
      { IsTruncated: false, KeyCount: 0 },
      { IsTruncated: false, MaxParts: 0 },
    ]);
  });

  it.each<[string, string]>([
    ['parts that do not end', '<Part>'.repeat(MILLION)],
    ['an ETag of spaces', `<Part><PartNumber>1</PartNumber><ETag>${' '.repeat(5 * MILLION)}</Part>`],
    ['a number that is none', '<Part><PartNumber>1e1</PartNumber><ETag>"ab"</ETag></Part>'],
  ])('to complete an upload of %s is read once', async (_what, xml) => {
    const status = await send('POST', await beginUpload(), xml, s3);

    expect(status).toBe(400);
  });

  it('leaves the emulator running', async () => {
    const { StatusCode } = await aws.lambda.send(new InvokeCommand({ FunctionName: 'plain' }));

    expect(StatusCode).toBe(200);
  });
});

describe('JSON', () => {
  it.each<[string, string, boolean]>([
    ['1000 objects', deep(1000), false],
    ['1001 objects', deep(1001), true],
    ['1001 lists without an end', '['.repeat(1001), true],
    ['brackets in a text', `["${'['.repeat(5000)}"]`, false],
    ['brackets in a text after a quote', `["\\"${'['.repeat(5000)}"]`, false],
    ['brackets after a text that ends with a backslash', `["\\\\",${'['.repeat(1000)}`, true],
    ['brackets in a text without an end', `"${'['.repeat(5000)}`, false],
    ['5000 lists side by side', '[],'.repeat(5000), false],
    ['nothing', '', false],
  ])('of %s is nested too deeply, or not', (_what, json, expected) => {
    expect(isNestedTooDeeply(json)).toBe(expected);
  });
});
