import { CreateFunctionCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createActive, labelled, role, startTestLambda, type TestLambda } from './testing/startTestLambda';

describe('S3', () => {
  let aws: TestLambda;
  let ireland: S3Client;

  beforeAll(async () => {
    aws = await startTestLambda();
    ireland = new S3Client({
      endpoint: aws.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'x' },
      forcePathStyle: true,
      maxAttempts: 1,
    });
    await aws.s3.send(new CreateBucketCommand({ Bucket: 'artifacts' }));
  });
  afterAll(async () => {
    ireland.destroy();
    await aws.close();
  });

  it('stores, reads, lists and deletes objects', async () => {
    const put = await aws.s3.send(
      new PutObjectCommand({
        Bucket: 'artifacts',
        Key: 'a b/ü.txt',
        Body: 'hello',
        ContentType: 'text/plain',
        Metadata: { build: '7' },
      }),
    );

    const got = await aws.s3.send(new GetObjectCommand({ Bucket: 'artifacts', Key: 'a b/ü.txt' }));
    const head = await aws.s3.send(new HeadObjectCommand({ Bucket: 'artifacts', Key: 'a b/ü.txt' }));
    const listed = await aws.s3.send(new ListObjectsV2Command({ Bucket: 'artifacts', Prefix: 'a b/' }));
    await aws.s3.send(new DeleteObjectCommand({ Bucket: 'artifacts', Key: 'a b/ü.txt' }));

    expect(await got.Body?.transformToString()).toBe('hello');
    expect(head).toMatchObject({
      ContentLength: 5,
      ContentType: 'text/plain',
      ETag: put.ETag,
      Metadata: { build: '7' },
    });
    expect(listed.Contents).toMatchObject([{ Key: 'a b/ü.txt', Size: 5 }]);
    await expect(aws.s3.send(new GetObjectCommand({ Bucket: 'artifacts', Key: 'a b/ü.txt' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('accepts a stream, which the SDK sends in chunks', async () => {
    const body = Buffer.alloc(200_000, 'chunk ');

    await aws.s3.send(
      new PutObjectCommand({
        Bucket: 'artifacts',
        Key: 'streamed',
        Body: Readable.from([body]),
        ContentLength: body.length,
      }),
    );
    const got = await aws.s3.send(new GetObjectCommand({ Bucket: 'artifacts', Key: 'streamed' }));

    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(body);
  });

  it('pages through objects', async () => {
    await aws.s3.send(new CreateBucketCommand({ Bucket: 'paged' }));
    for (const key of ['a', 'b', 'c']) await aws.putObject({ bucket: 'paged', key, body: key });

    const first = await aws.s3.send(new ListObjectsV2Command({ Bucket: 'paged', MaxKeys: 2 }));
    const second = await aws.s3.send(
      new ListObjectsV2Command({ Bucket: 'paged', MaxKeys: 2, ContinuationToken: first.NextContinuationToken }),
    );

    expect(first).toMatchObject({ IsTruncated: true, KeyCount: 2 });
    expect(second.Contents?.map((object) => object.Key)).toEqual(['c']);
  });

  it('lists folders as the AWS CLI does, by what keys have in common up to a delimiter', async () => {
    await aws.s3.send(new CreateBucketCommand({ Bucket: 'folders' }));
    for (const key of ['a/1', 'a/b/2', 'a/b/3', 'a/', 'z'])
      await aws.s3.send(new PutObjectCommand({ Bucket: 'folders', Key: key, Body: key }));
    const list = async (Prefix: string, ContinuationToken?: string) => {
      const listed = await aws.s3.send(
        new ListObjectsV2Command({ Bucket: 'folders', Prefix, Delimiter: '/', MaxKeys: 2, ContinuationToken }),
      );
      return {
        keys: listed.Contents?.map(({ Key }) => Key) ?? [],
        folders: listed.CommonPrefixes?.map(({ Prefix: folder }) => folder) ?? [],
        next: listed.NextContinuationToken,
      };
    };

    const top = await list('');
    const first = await list('a/');
    const second = await list('a/', first.next);

    expect(top).toMatchObject({ keys: ['z'], folders: ['a/'], next: undefined });
    expect(first).toMatchObject({ keys: ['a/', 'a/1'], folders: [] });
    expect(second).toMatchObject({ keys: [], folders: ['a/b/'], next: undefined });
  });

  it('keeps earlier versions if versioning is on', async () => {
    await aws.s3.send(new CreateBucketCommand({ Bucket: 'versioned' }));
    await aws.s3.send(
      new PutBucketVersioningCommand({ Bucket: 'versioned', VersioningConfiguration: { Status: 'Enabled' } }),
    );
    const versioning = await aws.s3.send(new GetBucketVersioningCommand({ Bucket: 'versioned' }));
    const first = await aws.s3.send(new PutObjectCommand({ Bucket: 'versioned', Key: 'code.zip', Body: 'one' }));
    await aws.s3.send(new PutObjectCommand({ Bucket: 'versioned', Key: 'code.zip', Body: 'two' }));

    const old = await aws.s3.send(
      new GetObjectCommand({ Bucket: 'versioned', Key: 'code.zip', VersionId: first.VersionId }),
    );
    const removed = await aws.s3.send(new DeleteObjectCommand({ Bucket: 'versioned', Key: 'code.zip' }));

    expect(versioning.Status).toBe('Enabled');
    expect(await old.Body?.transformToString()).toBe('one');
    expect(removed.DeleteMarker).toBe(true);
    await expect(aws.s3.send(new HeadObjectCommand({ Bucket: 'versioned', Key: 'code.zip' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('redirects requests for a bucket in another region', async () => {
    const get = ireland.send(new GetObjectCommand({ Bucket: 'artifacts', Key: 'x' }));

    await expect(get).rejects.toMatchObject({ name: 'PermanentRedirect', $metadata: { httpStatusCode: 301 } });
    await expect(ireland.send(new GetBucketLocationCommand({ Bucket: 'artifacts' }))).resolves.toMatchObject({
      $metadata: { httpStatusCode: 200 },
    });
  });

  it('distinguishes buckets that exist from those that do not', async () => {
    await aws.s3.send(new HeadBucketCommand({ Bucket: 'artifacts' }));
    const listed = await aws.s3.send(new ListBucketsCommand({}));

    expect(listed.Buckets?.map((bucket) => bucket.Name)).toContain('artifacts');
    await expect(aws.s3.send(new HeadBucketCommand({ Bucket: 'absent' }))).rejects.toMatchObject({ name: 'NotFound' });
    await expect(aws.s3.send(new CreateBucketCommand({ Bucket: 'artifacts' }))).rejects.toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
    });
  });

  it('provides functions with code, including a given version, and only from its own region', async () => {
    const first = await aws.putObject({ bucket: 'releases', key: 'shop.zip', body: labelled('one') });
    await aws.putObject({ bucket: 'releases', key: 'shop.zip', body: labelled('two') });
    await aws.putObject({ bucket: 'releases-eu', key: 'shop.zip', body: labelled('two'), region: 'eu-west-1' });

    const created = await createActive(aws.lambda, 'from-s3', {
      Code: { S3Bucket: 'releases', S3Key: 'shop.zip', S3ObjectVersion: first.versionId },
    });
    const updated = await aws.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'from-s3', S3Bucket: 'releases', S3Key: 'shop.zip' }),
    );
    const elsewhere = aws.lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'elsewhere',
        Role: role,
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Code: { S3Bucket: 'releases-eu', S3Key: 'shop.zip' },
      }),
    );

    expect(created.CodeSha256).toBe(createHash('sha256').update(labelled('one')).digest('base64'));
    expect(updated.CodeSha256).toBe(createHash('sha256').update(labelled('two')).digest('base64'));
    await expect(elsewhere).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message:
        'Error occurred while GetObject. S3 Error Code: PermanentRedirect. S3 Error Message: The bucket is in this region: eu-west-1. Please use this region to retry the request',
    });
  });
});
