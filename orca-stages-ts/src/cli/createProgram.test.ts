import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ConfigurationError } from '../config';
import { openJournal } from '../journal/openJournal';
import { openToRead } from '../journal/openToRead';
import { freePort } from '../testing/freePort';
import { createProgram } from './createProgram';
import { eventually } from 'strict-lambda/src/testing/eventually';

const TOKEN = '0123456789abcdef-token';

/** Keys of the locks in a journal file; it may lack the table, or be no database at all. */
async function locksIn(file: string): Promise<string[]> {
  const database = openToRead(file);
  try {
    const rows = await database.selectFrom('locks').select('target_key').execute();
    return rows.map((row) => row.target_key);
  } catch {
    return [];
  } finally {
    await database.destroy();
  }
}

describe('lambda-stages', () => {
  let folder = '';
  let printed = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lambda-stages-'));
    printed = '';
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const config = (text: string): string => {
    writeFileSync(join(folder, 'config.yaml'), text);
    return join(folder, 'config.yaml');
  };
  const good = (port = 0): string =>
    config(
      `publicUrl: http://lambda-stages:8080\nlisten: { port: ${port} }\ntokens: [{ tokenEnv: TOKEN }]\njournal: { file: journal.sqlite }\nlog: { level: error }\nauthorization: tokenOnly\naccounts: [{ name: a, accountId: "123456789012", regions: [us-east-1] }]\n`,
    );
  const run = async (words: string[], onStop: (stop: () => void) => void = () => undefined): Promise<void> => {
    const program = createProgram({
      environment: { TOKEN },
      print: (text) => {
        printed += text;
      },
      printError: () => undefined,
      readStandardInput: () => '',
      onStop,
    });
    program.exitOverride().configureOutput({
      writeErr: () => undefined,
      writeOut: (text) => {
        printed += text;
      },
    });
    program.commands.forEach((command) => command.exitOverride().configureOutput({ writeErr: () => undefined }));
    await program.parseAsync(words, { from: 'user' });
  };

  it.each([
    [[], 'Bearer <token>'],
    [['--with-token'], `Bearer ${TOKEN}`],
  ])("prints Orca's part with %j and %s", async (more, authorization) => {
    await run(['orca-config', '--config', good(), ...more]);

    expect(parse(printed).webhook.preconfigured[0].sensitiveHeaders.Authorization).toEqual([authorization]);
  });

  it('prints a text payload for older Orcas', async () => {
    await run(['orca-config', '--config', good(), '--text-payload']);

    expect(parse(printed).webhook.preconfigured[0].payload).toMatch(/^\{"executionId": "\$\{execution\.id\}"/);
  });

  it.each(['serve', 'orca-config', 'validate-config'])(
    'names every mistake of the configuration in %s',
    async (command) => {
      const file = config('publicURL: x\n');

      await expect(run([command, '--config', file])).rejects.toThrow(ConfigurationError);
      await expect(run([command, '--config', file])).rejects.toThrow(
        /publicUrl is missing.*tokens is missing.*accounts is missing.*did you mean publicUrl\?/s,
      );
    },
  );

  it('says which journals this release can work with, and what it finds, without making one', async () => {
    await run(['validate-config', '--config', good()]);

    expect(printed).toContain('works with journal formats up to 1, from release 0.1.0 on');
    expect(printed).toContain('journal.sqlite does not exist yet');
    expect(readdirSync(folder)).toEqual(['config.yaml']);
  });

  it('says which format a journal has, and refuses one that only a newer release can work with', async () => {
    const journal = await openJournal(join(folder, 'journal.sqlite'));
    await run(['validate-config', '--config', good()]);
    await journal
      .insertInto('journal_migrations')
      .values({ name: '099Split', needs: 7, applied_at: 'tomorrow' })
      .execute();

    const refused = run(['validate-config', '--config', good()]);

    await expect(refused).rejects.toThrow(/journal\.file.*has format 7: only a newer release/s);
    expect(printed).toMatch(/journal\.sqlite has format 1\./);
    await journal.destroy();
  });

  it('backs up what a copy of the journal file would lose', async () => {
    const file = join(folder, 'journal.sqlite'),
      [copied, backedUp] = [join(folder, 'copied.sqlite'), join(folder, 'backup.sqlite')];
    const journal = await openJournal(file);
    await journal.insertInto('locks').values({ target_key: 'a', operation_id: 'o', locked_at: 1 }).execute();
    copyFileSync(file, copied);

    await run(['backup-journal', backedUp, '--config', good()]);

    expect(await locksIn(copied)).not.toContain('a');
    expect(await locksIn(backedUp)).toEqual(['a']);
    expect(statSync(backedUp).mode & 0o777).toBe(0o600);
    await expect(run(['backup-journal', backedUp, '--config', good()])).rejects.toThrow('exists');
    await journal.destroy();
  });

  it('says that a good configuration is good', async () => {
    await run(['validate-config', '--config', good()]);

    expect(printed).toContain('is valid, and so are its tokens, keys and journal file');
    expect(readdirSync(folder)).toEqual(['config.yaml']);
  });

  it.each(['serve', 'validate-config'])(
    'names tokens, keys and a journal that cannot be used in %s',
    async (command) => {
      const file = config(
        'publicUrl: http://lambda-stages:8080\nauthorization: tokenOnly\ntokens: [{ tokenEnv: UNSET }]\nsealingKeys: [{ keyFile: none.key }]\njournal: { file: . }\naccounts: [{ name: a, accountId: "123456789012", regions: [us-east-1] }]\n',
      );

      await expect(run([command, '--config', file])).rejects.toThrow(
        /journal\.file .* is a folder.*tokens\.0\.tokenEnv .*UNSET is not set.*sealingKeys\.0\.keyFile .*none\.key cannot be read/s,
      );
    },
  );

  it('names the configuration and the setting when the machine cannot listen there', async () => {
    const file = good(0);
    writeFileSync(file, readFileSync(file, 'utf8').replace('listen: {', 'listen: { host: 192.0.2.1,'));

    await expect(run(['serve', '--config', file])).rejects.toThrow(
      new RegExp(`The configuration ${file} cannot be used:\\n  listen\\.host cannot be used: no network interface`),
    );
  });

  it('prints the least-privilege policy of an account', async () => {
    await run(['iam-policy', '--config', good(), '--account', 'a', '--bucket', 'builds']);

    expect(JSON.parse(printed).Statement.map((statement: { Resource: string[] }) => statement.Resource[0])).toEqual(
      expect.arrayContaining(['arn:aws:lambda:us-east-1:123456789012:function:*', 'arn:aws:s3:::builds/*']),
    );
  });

  it('names the configured accounts if a policy is requested for another one', async () => {
    await expect(run(['iam-policy', '--config', good(), '--account', 'b'])).rejects.toThrow(
      'Account b is not in the configuration, which has a.',
    );
  });

  const printedActions = (): string[] =>
    JSON.parse(printed).Statement.flatMap((statement: { Action: string[] }) => statement.Action);

  it('prints the policy of some stages, for teams without the right to change configurations', async () => {
    await run(['iam-policy', '--config', good(), '--stages', 'updateCode, route,delete']);

    expect(printedActions()).toEqual(expect.arrayContaining(['lambda:UpdateFunctionCode', 'lambda:DeleteFunction']));
    expect(printedActions()).not.toEqual(expect.arrayContaining(['lambda:UpdateFunctionConfiguration']));
    expect(printedActions()).not.toEqual(expect.arrayContaining(['iam:PassRole']));
  });

  it('limits the policy to execution roles and layers on request', async () => {
    const [role, layer] = ['arn:aws:iam::123456789012:role/checkout', 'arn:aws:lambda:us-east-1:210987654321:layer:*'];

    await run(['iam-policy', '--config', good(), '--execution-role', role, '--layer', layer]);

    expect(printed).toContain(`"${role}"`);
    expect(printed).toContain(`"${layer}"`);
    expect(printed).not.toContain('role/*');
  });

  it.each([
    ['all stages', []],
    ['some stages', ['--stages', 'invoke']],
    ['going back', ['--only', 'revert']],
  ])('allows what events need in the policy for %s, limited to the topic and the bus', async (_what, words) => {
    const file = good(),
      topic = 'arn:aws:sns:us-east-1:123456789012:deployments',
      bus = 'arn:aws:events:us-east-1:123456789012:event-bus/default';
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        'name: a',
        `name: a, events: { snsTopicArn: "${topic}", eventBusArn: "${bus}" }`,
      ),
    );

    await run(['iam-policy', '--config', file, ...words]);

    expect(JSON.parse(printed).Statement).toEqual(
      expect.arrayContaining([
        { Sid: 'EventTopic', Effect: 'Allow', Action: ['sns:Publish'], Resource: [topic] },
        { Sid: 'EventBus', Effect: 'Allow', Action: ['events:PutEvents'], Resource: [bus] },
      ]),
    );
  });

  it('allows nothing for events without a topic and a bus', async () => {
    await run(['iam-policy', '--config', good()]);

    expect(printedActions().filter((action) => /^(sns|events):/.test(action))).toEqual([]);
  });

  it('says which ARN of events is wrong before anything starts', async () => {
    const file = good();
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        'name: a',
        'name: a, events: { snsTopicArn: "arn:aws:sns:eu-west-3:123456789012:x" }',
      ),
    );

    await expect(run(['validate-config', '--config', file])).rejects.toThrow(
      /accounts\.0\.events\.snsTopicArn is in eu-west-3, which is not one of the account's regions/,
    );
  });

  it.each([
    ['on request', ['--only', 'revert'], ''],
    ['for an account that is only for that', [], ', only: revert'],
  ])('prints the policy for going back %s', async (_when, words, setting) => {
    const file = good();
    writeFileSync(file, readFileSync(file, 'utf8').replace('name: a', `name: a${setting}`));

    await run(['iam-policy', '--config', file, ...words]);

    expect(printedActions().filter((action) => !/:(Get|List)/.test(action))).toEqual(['lambda:UpdateAlias']);
  });

  it.each([
    [['--stages', 'updateCode,deploy'], /no stage "deploy"\. Stages are .*deployment.*updateCode/],
    [['--stages', ''], /no stage ""/],
    [['--only', 'promote'], /no policy for only promote\. There is one for only revert/],
    [['--only', 'revert', '--stages', 'route'], /can't be chosen for a policy that can only revert/],
  ])('refuses a policy for what does not exist: %j', async (words, message) => {
    await expect(run(['iam-policy', '--config', good(), ...words])).rejects.toThrow(message);
  });

  it('prints the schema of the configuration', async () => {
    await run(['config-schema']);

    expect(JSON.parse(printed)).toMatchObject({
      title: 'Configuration of lambda-stages',
      properties: { publicUrl: {} },
    });
  });

  it('asks for the configuration when none is named', async () => {
    await expect(run(['serve'])).rejects.toThrow(/required option '--config <yaml>' not specified/);
  });

  it('serves until it is told to stop', async () => {
    let stop = (): void => undefined;
    const port = await freePort();
    const running = run(['serve', '--config', good(port)], (wish) => {
      stop = wish;
    });
    await eventually(
      'an answer',
      async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok,
    );

    stop();

    await expect(running).resolves.toBeUndefined();
  });
});
