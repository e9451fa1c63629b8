import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ConfigurationError } from '../config';
import { createProgram } from './createProgram';

const TOKEN = '0123456789abcdef-token';

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
      `publicUrl: http://lambda-stages:8080\nlisten: { port: ${port} }\ntokens: [{ tokenEnv: TOKEN }]\njournal: { file: journal.sqlite }\nlog: { level: error }\naccounts: [{ name: a, accountId: "123456789012", regions: [us-east-1] }]\n`,
    );
  const run = async (words: string[], onStop: (stop: () => void) => void = () => undefined): Promise<void> => {
    const program = createProgram({
      environment: { TOKEN },
      print: (text) => {
        printed += text;
      },
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

  it('says that a good configuration is good', async () => {
    await run(['validate-config', '--config', good()]);

    expect(printed).toContain('is well-formed, and its tokens, keys and journal file are in order');
    expect(readdirSync(folder)).toEqual(['config.yaml']);
  });

  it.each(['serve', 'validate-config'])(
    'names tokens, keys and a journal that cannot be used in %s',
    async (command) => {
      const file = config(
        'publicUrl: http://lambda-stages:8080\ntokens: [{ tokenEnv: UNSET }]\nsealingKeys: [{ keyFile: none.key }]\njournal: { file: . }\naccounts: [{ name: a, accountId: "123456789012", regions: [us-east-1] }]\n',
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

  it('prints the least policy of an account', async () => {
    await run(['iam-policy', '--config', good(), '--account', 'a', '--bucket', 'builds']);

    expect(JSON.parse(printed).Statement.map((statement: { Resource: string[] }) => statement.Resource[0])).toEqual(
      expect.arrayContaining(['arn:aws:lambda:us-east-1:123456789012:function:*', 'arn:aws:s3:::builds/*']),
    );
  });

  it('names the accounts there are when a policy is asked for another', async () => {
    await expect(run(['iam-policy', '--config', good(), '--account', 'b'])).rejects.toThrow(
      'Account b is not configured; configured are a.',
    );
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
    const running = run(['serve', '--config', good()], (wish) => {
      stop = wish;
    });

    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    stop();

    await expect(running).resolves.toBeUndefined();
  });
});
