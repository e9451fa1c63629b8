import { InvokeCommand } from '@aws-sdk/client-lambda';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rawZip, type RawEntry } from '../testing/rawZip';
import { createActive, startTestLambda, type TestLambda } from '../testing/startTestLambda';
import { readZip } from './readZip';
import { unpackZip } from './unpackZip';
import { zipOf } from './zipOf';

const handler = { name: 'index.js', content: "exports.handler = async () => require('./answer').answer" };
const answer = { name: 'answer.js', content: 'exports.answer = 42' };
const LINK = 0o120777;

describe('a zip file', () => {
  let aws: TestLambda;
  let folder: string;

  beforeAll(async () => {
    aws = await startTestLambda();
    folder = mkdtempSync(join(tmpdir(), 'unpack-zip-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await aws.close();
  });

  let made = 0;
  const create = (zip: Uint8Array): Promise<unknown> => {
    made += 1;
    return createActive(aws.lambda, `zip${made}`, { Code: { ZipFile: zip } });
  };
  const call = async (): Promise<unknown> => {
    const { Payload } = await aws.lambda.send(new InvokeCommand({ FunctionName: `zip${made}` }));
    return JSON.parse(Payload?.transformToString() ?? 'null') as unknown;
  };

  it.each<[string, RawEntry[]]>([
    ['leaves the folder', [handler, { name: '../x.js' }]],
    ['leaves the folder further down', [handler, { name: 'lib/../../x.js' }]],
    ['has an absolute path', [handler, { name: '/tmp/x.js' }]],
    ['has a file that is a folder too', [handler, { name: 'index.js/' }]],
    ['has a file below a file', [handler, { name: 'index.js/x.js' }]],
    ['has a file below a link', [handler, { name: 'out', content: '/tmp', mode: LINK }, { name: 'out/x.js' }]],
    ['has a link without a target', [handler, { name: 'out', content: '', mode: LINK }]],
    ['has a name with a null character', [handler, { name: 'a\0b' }]],
    ['has a name that no file can have', [handler, { name: 'x'.repeat(256) }]],
    ['is encrypted', [{ ...handler, isEncrypted: true }]],
    ['is compressed in a way that Lambda does not know', [{ ...handler, method: 12 }]],
    ['states less than it has', [{ ...handler, statedBytes: 1 }]],
    ['states more than it has', [{ ...handler, statedBytes: 1000 }]],
  ])('is rejected if it %s', async (_what, entries) => {
    await expect(create(rawZip(entries))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'Could not unzip uploaded file. Please check your file, then try to upload again.',
    });
  });

  it.each<[string, Buffer]>([
    ['something else', Buffer.from('hello')],
    ['something else that is long', Buffer.alloc(200_000, 'hello')],
    ['cut short', Buffer.from(zipOf({ 'index.js': 'x'.repeat(1000) }).slice(0, 100))],
    ['without its files', rawZip([handler]).subarray(20)],
  ])('is rejected if it is %s', async (_what, zip) => {
    await expect(create(zip)).rejects.toMatchObject({ message: expect.stringContaining('Could not unzip') as string });
  });

  it('is rejected by its stated size before anything is unpacked', async () => {
    await expect(create(rawZip([{ ...handler, statedBytes: 4_000_000_000 }]))).rejects.toMatchObject({
      message: 'Unzipped size must be smaller than 262144000 bytes',
    });
  });

  it('may name a file twice: the last one counts', async () => {
    await create(rawZip([{ ...handler, content: 'broken(' }, answer, handler]));

    expect(await call()).toBe(42);
  });

  it('may name files and folders like members of every JavaScript object', async () => {
    const handlerOfNames = { name: 'index.js', content: "exports.handler = async () => require('./__proto__')" };
    await create(rawZip([handlerOfNames, { name: '__proto__', content: 'module.exports = 7' }, { name: 'toString/' }]));

    expect(await call()).toBe(7);
  });

  it('may hold links, folders and files of one folder under ./', async () => {
    await create(
      rawZip([
        { name: './', mode: 0o040755 },
        { ...handler, name: './index.js' },
        { name: './lib/', mode: 0o040755 },
        { ...answer, name: './lib/answer.js' },
        { name: './answer.js', content: 'lib/answer.js', mode: LINK },
      ]),
    );

    expect(await call()).toBe(42);
  });

  it('may have names in UTF-8 without saying so, as from macOS', () => {
    const zip = rawZip([{ name: 'größe/日.txt', content: 'x', saysUtf8: false }]);

    const paths = readZip(zip).map(({ path }) => path);

    expect(paths).toEqual(['größe/日.txt']);
  });

  it('may have a comment that looks like the end of a zip', () => {
    const zip = rawZip([handler]);
    const comment = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(40, 'x')]);
    zip.writeUInt16LE(comment.length, zip.length - 2);

    const paths = readZip(Buffer.concat([zip, comment])).map(({ path }) => path);

    expect(paths).toEqual(['index.js']);
  });

  it('keeps which files can be executed', () => {
    const to = join(folder, 'executable');
    unpackZip(rawZip([{ name: 'run.sh', mode: 0o100755 }, { name: 'data' }]), to);

    const modes = ['run.sh', 'data'].map((name) => statSync(join(to, name)).mode & 0o777);

    expect(modes).toEqual([0o755, 0o644]);
  });

  it('can be of the 64-bit format that streams need', () => {
    const script = [
      'import sys, zipfile',
      'with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z:',
      '  with z.open("index.js", "w", force_zip64=True) as f: f.write(b"x" * 5000)',
    ].join('\n');
    const file = join(folder, 'stream.zip');
    execFileSync('python3', ['-c', script, file]);

    unpackZip(readFileSync(file), join(folder, 'stream.files'));

    expect(readFileSync(join(folder, 'stream.files', 'index.js'), 'utf8')).toBe('x'.repeat(5000));
  });

  it('is found at the end of a file with a comment, and lists what zipOf puts in', () => {
    const zip = Buffer.from(zipOf({ 'a.txt': 'a', 'b/c.txt': 'cc' }));
    zip.writeUInt16LE(7, zip.length - 2);
    const entries = readZip(Buffer.concat([zip, Buffer.from('comment')]));

    expect(entries.map(({ path, unpackedBytes }) => [path, unpackedBytes])).toEqual([
      ['a.txt', 1],
      ['b/c.txt', 2],
    ]);
  });
});
