import { CreateFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutBucketVersioningCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { role, startTestLambda, untilActive, type TestLambda } from '../testing/startTestLambda';
import { zipOf } from '../zip/zipOf';
import { byteRange } from './byteRange';

const MIB = 1024 * 1024;
const Bucket = 'releases';

describe('an upload in parts', () => {
  let aws: TestLambda;
  let stateDir: string;
  let Key: string;

  beforeAll(async () => {
    stateDir = mkdtempSync(join(tmpdir(), 'strict-lambda-parts-'));
    aws = await startTestLambda({ stateDir });
    await aws.s3.send(new CreateBucketCommand({ Bucket }));
  });
  afterAll(async () => {
    await aws.close();
    rmSync(stateDir, { recursive: true });
  });

  let made = 0;
  const begin = async (): Promise<string> => {
    made += 1;
    Key = `a b/${made}.zip`;
    const { UploadId } = await aws.s3.send(
      new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'application/zip', Metadata: { build: '7' } }),
    );
    return UploadId ?? '';
  };
  const send = async (UploadId: string, PartNumber: number, Body: Uint8Array) => {
    const { ETag } = await aws.s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    return { PartNumber, ETag };
  };
  const complete = (UploadId: string, Parts: { PartNumber: number; ETag: string | undefined }[]) =>
    aws.s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  const partFiles = (): string[] => {
    try {
      return readdirSync(join(stateDir, 'blobs', 'parts'));
    } catch {
      return [];
    }
  };

  it("becomes an object with the parts' bytes in the order of their numbers, and with AWS's form of ETag", async () => {
    const parts = [randomBytes(5 * MIB), randomBytes(5 * MIB), randomBytes(1000)];
    const digests = Buffer.concat(parts.map((part) => createHash('md5').update(part).digest()));
    const id = await begin();

    const third = await send(id, 30, parts[2] ?? Buffer.alloc(0));
    const first = await send(id, 1, parts[0] ?? Buffer.alloc(0));
    await send(id, 2, randomBytes(2000));
    const second = await send(id, 2, parts[1] ?? Buffer.alloc(0));
    await send(id, 40, randomBytes(100));
    const absent = aws.s3.send(new HeadObjectCommand({ Bucket, Key }));
    await expect(absent).rejects.toMatchObject({ name: 'NotFound' });
    const completed = await complete(id, [first, second, third]);
    const got = await aws.s3.send(new GetObjectCommand({ Bucket, Key }));

    const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat(parts))).toBe(true);
    expect(completed).toMatchObject({ Bucket, Key, ETag: `"${createHash('md5').update(digests).digest('hex')}-3"` });
    expect(got).toMatchObject({
      ETag: completed.ETag,
      ContentType: 'application/zip',
      ContentLength: 10 * MIB + 1000,
      Metadata: { build: '7' },
    });
    expect(partFiles()).toEqual([]);
  });

  it('is listed, with its parts in pages, until it is complete', async () => {
    const id = await begin();
    for (const number of [3, 1, 2]) await send(id, number, Buffer.alloc(number));

    const uploads = await aws.s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'a b/' }));
    const first = await aws.s3.send(new ListPartsCommand({ Bucket, Key, UploadId: id, MaxParts: 2 }));
    const second = await aws.s3.send(
      new ListPartsCommand({ Bucket, Key, UploadId: id, PartNumberMarker: first.NextPartNumberMarker }),
    );
    await aws.s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: id }));
    const after = await aws.s3.send(new ListMultipartUploadsCommand({ Bucket }));

    expect(uploads.Uploads).toMatchObject([{ Key, UploadId: id }]);
    expect(first).toMatchObject({ IsTruncated: true, Parts: [{ PartNumber: 1, Size: 1 }, { PartNumber: 2 }] });
    expect(second).toMatchObject({ IsTruncated: false, Parts: [{ PartNumber: 3, Size: 3 }] });
    expect(after.Uploads ?? []).toEqual([]);
    expect(partFiles()).toEqual([]);
  });

  it.each<[string, (id: string) => Promise<unknown>, string]>([
    ['a part of an upload that does not exist', () => send('nope', 1, Buffer.alloc(1)), 'NoSuchUpload'],
    ['a part of an upload named constructor', () => send('constructor', 1, Buffer.alloc(1)), 'NoSuchUpload'],
    ['completing what does not exist', () => complete('nope', [{ PartNumber: 1, ETag: 'x' }]), 'NoSuchUpload'],
    [
      'the upload of another key',
      (id) => aws.s3.send(new AbortMultipartUploadCommand({ Bucket, Key: 'other', UploadId: id })),
      'NoSuchUpload',
    ],
    ['a part that was never sent', (id) => complete(id, [{ PartNumber: 7, ETag: '"00"' }]), 'InvalidPart'],
    [
      'a part with another ETag',
      async (id) => {
        await send(id, 1, Buffer.alloc(5));
        return complete(id, [{ PartNumber: 1, ETag: '"0123456789abcdef0123456789abcdef"' }]);
      },
      'InvalidPart',
    ],
    [
      'a small part before the last one',
      async (id) => complete(id, [await send(id, 1, Buffer.alloc(5)), await send(id, 2, Buffer.alloc(5))]),
      'EntityTooSmall',
    ],
    [
      'parts in another order',
      async (id) => complete(id, [await send(id, 2, Buffer.alloc(5)), await send(id, 1, Buffer.alloc(5))]),
      'InvalidPartOrder',
    ],
    ['no parts', (id) => complete(id, []), 'MalformedXML'],
    ['part 0', (id) => send(id, 0, Buffer.alloc(5)), 'InvalidArgument'],
    ['part 10001', (id) => send(id, 10_001, Buffer.alloc(5)), 'InvalidArgument'],
    [
      'a part that is a copy',
      (id) =>
        aws.s3.send(new UploadPartCopyCommand({ Bucket, Key, UploadId: id, PartNumber: 1, CopySource: 'other/key' })),
      'NotImplemented',
    ],
  ])('rejects %s, and can be aborted after that', async (_what, act, error) => {
    const id = await begin();

    await expect(act(id)).rejects.toMatchObject({ name: error });
    await aws.s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: id }));
    await expect(complete(id, [{ PartNumber: 1, ETag: 'x' }])).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  it('needs a bucket, and goes with it', async () => {
    await aws.s3.send(new CreateBucketCommand({ Bucket: 'short-lived' }));
    const { UploadId } = await aws.s3.send(new CreateMultipartUploadCommand({ Bucket: 'short-lived', Key: 'x' }));
    await aws.s3.send(
      new UploadPartCommand({ Bucket: 'short-lived', Key: 'x', UploadId, PartNumber: 1, Body: Buffer.alloc(3) }),
    );
    await aws.s3.send(new DeleteBucketCommand({ Bucket: 'short-lived' }));

    const begun = aws.s3.send(new CreateMultipartUploadCommand({ Bucket: 'short-lived', Key: 'x' }));

    await expect(begun).rejects.toMatchObject({ name: 'NoSuchBucket' });
    expect(partFiles()).toEqual([]);
  });

  it('is limited in size, so that it cannot fill the disk', async () => {
    const id = await begin();
    const first = await send(id, 1, Buffer.alloc(1));
    await aws.close();
    const file = join(stateDir, 'state.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"size":1,', `"size":${1024 * MIB - 10},`));
    aws = await startTestLambda({ stateDir });

    await expect(send(id, 2, Buffer.alloc(11))).rejects.toMatchObject({ name: 'EntityTooLarge' });
    await expect(send(id, 2, Buffer.alloc(10))).resolves.toMatchObject({ PartNumber: 2 });
    await expect(send(id, 1, Buffer.alloc(1))).resolves.toEqual(first);
  });

  it('continues after a restart, and is the code of a function', async () => {
    await aws.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    const zip = Buffer.from(
      zipOf({ 'index.js': 'exports.handler = async () => 7', 'data.bin': randomBytes(9 * MIB) }, 0),
    );
    const id = await begin();
    const first = await send(id, 1, zip.subarray(0, 8 * MIB));
    await aws.close();
    aws = await startTestLambda({ stateDir });
    const second = await send(id, 2, zip.subarray(8 * MIB));

    const { VersionId } = await complete(id, [first, second]);
    await aws.lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'large',
        Role: role,
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Code: { S3Bucket: Bucket, S3Key: Key, S3ObjectVersion: VersionId },
      }),
    );
    await untilActive(aws.lambda, 'large');
    const { Payload } = await aws.lambda.send(new InvokeCommand({ FunctionName: 'large' }));

    expect(Payload?.transformToString()).toBe('7');
  });
});

describe('a range of bytes', () => {
  it.each([
    ['bytes=0-3', { from: 0, to: 3 }],
    ['bytes=4-', { from: 4, to: 9 }],
    ['bytes=8-100', { from: 8, to: 9 }],
    ['bytes=-3', { from: 7, to: 9 }],
    ['bytes=-100', { from: 0, to: 9 }],
    ['bytes=5-2', undefined],
    ['bytes=0-1,4-5', undefined],
    ['pages=1-2', undefined],
    [undefined, undefined],
  ])('%s of ten', (header, expected) => {
    expect(byteRange(header, 10)).toEqual(expected);
  });

  it('is what GetObject sends, with the size of the whole object', async () => {
    const aws = await startTestLambda();
    await aws.putObject({ bucket: 'ranges', key: 'digits', body: '0123456789' });

    const part = await aws.s3.send(new GetObjectCommand({ Bucket: 'ranges', Key: 'digits', Range: 'bytes=2-4' }));
    const behind = aws.s3.send(new GetObjectCommand({ Bucket: 'ranges', Key: 'digits', Range: 'bytes=10-' }));

    expect(await part.Body?.transformToString()).toBe('234');
    expect(part).toMatchObject({ ContentRange: 'bytes 2-4/10', ContentLength: 3, $metadata: { httpStatusCode: 206 } });
    await expect(behind).rejects.toMatchObject({ name: 'InvalidRange', $metadata: { httpStatusCode: 416 } });
    await aws.close();
  });

  it('of a key that cannot be decoded is an error of the request', async () => {
    const aws = await startTestLambda();
    const authorization = 'AWS4-HMAC-SHA256 Credential=AKIASANDBOX/20261130/us-east-1/s3/aws4_request, Signature=0';

    const response = await fetch(`${aws.url}/ranges/%zz`, { headers: { authorization } });

    expect(response.status).toBe(400);
    expect(await response.text()).toContain('<Code>InvalidURI</Code>');
    await aws.close();
  });
});
