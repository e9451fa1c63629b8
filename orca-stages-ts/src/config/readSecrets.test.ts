import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../journal/openJournal';
import { insertOperation } from '../journal/queries/insertOperation';
import { operationRow } from '../testing/operationRow';
import type { Configuration } from './configurationSchema';
import { ConfigurationError, loadConfiguration } from './loadConfiguration';
import { checkConfiguration } from './readConfiguration';
import { defaultKeyFile, readSecrets, secretProblems } from './readSecrets';

const TOKEN = '0123456789abcdef-token';

describe('secrets of a configuration', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lambda-stages-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const configuration = (change: object = {}): Configuration => {
    const reading = checkConfiguration({
      publicUrl: 'http://lambda-stages:8080',
      tokens: [{ tokenEnv: 'TOKEN' }],
      authorization: 'tokenOnly',
      journal: { file: join(folder, 'journal.sqlite') },
      accounts: [{ name: 'local', accountId: '123456789012', regions: ['us-east-1'] }],
      ...change,
    });
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    return reading.configuration;
  };
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('reads tokens from files and the environment, without the line end', () => {
    const settings = configuration({ tokens: [{ tokenFile: file('token', `${TOKEN}\n`) }, { tokenEnv: 'NEXT' }] });

    const reading = readSecrets(settings, { NEXT: `${TOKEN}-2` });

    expect(reading).toMatchObject({ ok: true, secrets: { tokens: [TOKEN, `${TOKEN}-2`] } });
  });

  it('makes a key file that only its owner can read, and finds the same key again', () => {
    const settings = configuration();

    const first = readSecrets(settings, { TOKEN });
    const second = readSecrets(settings, { TOKEN });

    expect(statSync(defaultKeyFile(join(folder, 'journal.sqlite'))).mode & 0o777).toBe(0o600);
    expect(first.ok).toBe(true);
    expect(second).toEqual(first);
  });

  it('creates no new key for a journal whose inputs need the missing one, and says what to do', async () => {
    const settings = configuration(),
      journalFile = join(folder, 'journal.sqlite'),
      keyFile = defaultKeyFile(journalFile);
    const first = readSecrets(settings, { TOKEN });
    const journal = await openJournal(journalFile);
    await insertOperation(journal, operationRow('o', { sealed_input: 's1.sealed' }));
    await journal.destroy();
    renameSync(keyFile, `${keyFile}.backup`);

    const without = readSecrets(settings, { TOKEN });
    const checked = secretProblems(settings, { TOKEN });
    const keyWasMade = existsSync(keyFile);
    renameSync(`${keyFile}.backup`, keyFile);
    const again = readSecrets(settings, { TOKEN });

    expect(without).toEqual({
      ok: false,
      problems: [
        {
          field: 'journal.file',
          message: expect.stringMatching(/holds 1 encrypted input, but its key file .*missing/),
        },
      ],
    });
    expect(checked).toEqual(without.ok ? [] : without.problems);
    expect(keyWasMade).toBe(false);
    expect(again).toEqual(first);
  });

  it('creates a key for a journal that holds no inputs', async () => {
    const settings = configuration();
    await (await openJournal(join(folder, 'journal.sqlite'))).destroy();

    expect(readSecrets(settings, { TOKEN })).toMatchObject({ ok: true });
  });

  it('creates no key next to a damaged journal', () => {
    const settings = configuration();
    file('journal.sqlite', `SQLite format 3\0${'x'.repeat(100)}`);

    const reading = readSecrets(settings, { TOKEN });

    expect(reading).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining('restore a backup') }] });
    expect(existsSync(defaultKeyFile(join(folder, 'journal.sqlite')))).toBe(false);
  });

  it('reads several sealing keys in their order', () => {
    const settings = configuration({ sealingKeys: [{ keyFile: file('key', 'ab'.repeat(32)) }, { keyEnv: 'OLD' }] });

    const reading = readSecrets(settings, { TOKEN, OLD: Buffer.alloc(32, 1).toString('base64') });

    expect(reading).toMatchObject({
      ok: true,
      secrets: { sealingKeys: [{ bytes: Buffer.alloc(32, 0xab) }, { bytes: Buffer.alloc(32, 1) }] },
    });
  });

  it("takes the journal's address from the environment, and then neither needs nor makes a file", () => {
    const settings = configuration({ journal: {}, sealingKeys: [{ keyEnv: 'KEY' }] });
    const address = 'postgres://stages:hunter2@db:5432/stages';

    const reading = readSecrets(settings, { TOKEN, DATABASE_URL: address, KEY: 'ab'.repeat(32) });

    expect(reading).toMatchObject({ ok: true, secrets: { journal: address } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['an empty', { DATABASE_URL: '' }],
    ['no', {}],
  ])('takes the file with %s DATABASE_URL', (_, environment) => {
    const reading = readSecrets(configuration(), { TOKEN, ...environment });

    expect(reading).toMatchObject({ ok: true, secrets: { journal: join(folder, 'journal.sqlite') } });
  });

  it.each<[string, object, Record<string, string>, { field: string; message: unknown }[]]>([
    [
      'a missing key that all replicas have, and not the file beside it',
      { journal: { file: '/dev/null' } },
      { DATABASE_URL: 'postgres://db/stages' },
      [{ field: 'sealingKeys', message: expect.stringMatching(/several replicas share the journal.*openssl rand/) }],
    ],
    [
      'an address of another kind',
      { sealingKeys: [{ keyEnv: 'KEY' }] },
      { DATABASE_URL: 'mysql://stages:hunter2@db/stages' },
      [{ field: 'DATABASE_URL', message: expect.stringMatching(/percent-encoded/) }],
    ],
    [
      'an address that is none',
      { sealingKeys: [{ keyEnv: 'KEY' }] },
      { DATABASE_URL: 'postgres://stages:hunter2@db:port/stages' },
      [{ field: 'DATABASE_URL', message: expect.stringMatching(/percent-encoded/) }],
    ],
    [
      'neither a file nor an address',
      { journal: {} },
      {},
      [
        {
          field: 'journal.file',
          message: expect.stringMatching(/is missing; set it to a SQLite file.*or set DATABASE_URL/),
        },
      ],
    ],
  ])('names %s, once, whether checked or started, and no password', (_, change, environment, problems) => {
    const settings = configuration(change);

    const checked = secretProblems(settings, { TOKEN, KEY: 'ab'.repeat(32), ...environment });
    const started = readSecrets(settings, { TOKEN, KEY: 'ab'.repeat(32), ...environment });

    expect(checked).toEqual(problems);
    expect(started).toEqual({ ok: false, problems });
    expect(JSON.stringify(checked)).not.toContain('hunter2');
  });

  it.each<[string, object, string, RegExp]>([
    ['an unset variable', { tokens: [{ tokenEnv: 'NO_SUCH' }] }, 'tokens.0.tokenEnv', /NO_SUCH is not set/],
    ['a missing file', { tokens: [{ tokenFile: '/no/such/file' }] }, 'tokens.0.tokenFile', /cannot be read \(ENOENT\)/],
    ['a short token', { tokens: [{ tokenEnv: 'SHORT' }] }, 'tokens.0.tokenEnv', /at least 16 characters.*openssl rand/],
    ['a malformed key', { sealingKeys: [{ keyEnv: 'SHORT' }] }, 'sealingKeys.0.keyEnv', /32 bytes.*openssl rand/],
    [
      'a journal below a file',
      { journal: { file: '/dev/null/folder/journal.sqlite' } },
      'journal.file',
      /journal\.sqlite cannot be created: \/dev\/null is a file, not a folder/,
    ],
    [
      'a journal that is a folder',
      { journal: { file: tmpdir() } },
      'journal.file',
      /is a folder; use a file in it, such as .*journal\.sqlite/,
    ],
    ['a journal that is a device', { journal: { file: '/dev/null' } }, 'journal.file', /is a device or a pipe/],
    [
      'a journal that is something else',
      { journal: { file: __filename } },
      'journal.file',
      /readSecrets\.test\.ts is not a SQLite database; choose another file, or move this one away/,
    ],
    [
      'a journal where the system lets nobody make folders',
      { journal: { file: '/proc/nowhere/journal.sqlite' } },
      'journal.file',
      /^\/proc\/nowhere\/journal\.sqlite cannot be created.*\/proc.*(choose|make)/,
    ],
  ])('names %s and the remedy', (_, change, field, message) => {
    const settings = configuration(change);

    const reading = readSecrets(settings, { TOKEN, SHORT: 'abc' });

    expect(reading).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([{ field, message: expect.stringMatching(message) }]),
    });
  });

  it('reads the keys of events by their receivers, from files and the environment, with and without prefix', () => {
    const key = Buffer.alloc(32, 7),
      base64 = key.toString('base64');
    const settings = configuration({
      events: [
        { url: 'https://a.example', secretFile: file('events.key', `${base64}\n`) },
        { url: 'https://b.example', secretEnv: 'EVENTS_KEY' },
        { echo: 'http://spin-echo:8089' },
      ],
    });

    const reading = readSecrets(settings, { TOKEN, EVENTS_KEY: `whsec_${base64}` });

    const eventKeys = new Map([
      ['https://a.example', key],
      ['https://b.example', key],
    ]);
    expect(reading).toMatchObject({ ok: true, secrets: { eventKeys } });
  });

  it.each([
    ['too short', Buffer.alloc(23, 7).toString('base64')],
    ['too long', Buffer.alloc(65, 7).toString('base64')],
    ['not base64', 'hunter2-hunter2-hunter2-hunter2-hunter2'],
  ])('names a key of events that is %s, and the remedy, without the key', (_, text) => {
    const settings = configuration({ events: [{ url: 'https://a.example', secretEnv: 'EVENTS_KEY' }] });

    const reading = readSecrets(settings, { TOKEN, EVENTS_KEY: text });

    expect(reading).toEqual({
      ok: false,
      problems: [
        {
          field: 'events.0.secretEnv',
          message: expect.stringMatching(/24 to 64 bytes as base64.*openssl rand -base64 32/),
        },
      ],
    });
    expect(JSON.stringify(reading)).not.toContain(text);
  });

  it('leaves no key behind when anything is wrong', () => {
    const settings = configuration({
      journal: { file: join(folder, 'data', 'journal.sqlite') },
      tokens: [{ tokenEnv: 'NO_SUCH' }],
    });

    readSecrets(settings, {});

    expect(readdirSync(folder)).toEqual([]);
  });

  it('checks without making anything, and finds a key that does not fit', () => {
    const settings = configuration();

    const before = secretProblems(settings, { TOKEN });
    const made = readdirSync(folder);
    file('journal.sqlite.key', 'short');
    const after = secretProblems(settings, { TOKEN });

    expect({ before, made }).toEqual({ before: [], made: [] });
    expect(after).toEqual([
      { field: defaultKeyFile(join(folder, 'journal.sqlite')), message: expect.stringContaining('32 bytes') },
    ]);
  });

  it('takes paths in the file from the folder of the file', () => {
    const path = file(
      'config.yaml',
      'publicUrl: http://a.b\nauthorization: tokenOnly\ntokens: [{ tokenFile: token }]\njournal: { file: data/journal.sqlite }\nevents: [{ url: "https://a.example", secretFile: events.key }]\naccounts: [{ name: a, accountId: "123456789012", regions: [us-east-1] }]\n',
    );

    const loaded = loadConfiguration(path);

    expect(loaded).toMatchObject({
      tokens: [{ tokenFile: join(folder, 'token') }],
      journal: { file: join(folder, 'data/journal.sqlite') },
      events: [{ secretFile: join(folder, 'events.key') }],
    });
  });

  it.each([
    ['missing', 'none.yaml', /cannot be read.*ENOENT/s],
    ['wrong', 'wrong.yaml', /publicUrl is missing.*\n.*tokens is missing/s],
  ])('throws one error with every line when the file is %s', (_, name, message) => {
    file('wrong.yaml', 'journal: { file: x }\n');

    const load = () => loadConfiguration(join(folder, name));

    expect(load).toThrow(ConfigurationError);
    expect(load).toThrow(message);
  });
});
