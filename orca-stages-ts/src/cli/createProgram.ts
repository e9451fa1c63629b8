import { Command, Option } from 'commander';
import { configurationJsonSchema, loadConfiguration } from '../config';
import { version } from '../../package.json';
import { CommandEnd } from './commandEnd';
import type { CommandLine } from './commandLine';
import { backupConfigured, journalWords } from './journalCommands';
import { addMigrateCommand } from './migrate/migrateCommand';
import { orcaConfigYaml, TOKEN_PLACEHOLDER } from './orcaConfig';
import { serveUntilStopped } from './serveUntilStopped';
import { printedPolicy, type PolicyWishes } from './printedPolicy';
import { readPipelineFiles } from './pipelines/readPipelineFiles';
import { checkedConfiguration, usableConfiguration } from './usableConfiguration';
import { FORMATS, type Format } from './validate/formats';
import { validatePipelines } from './validate/validatePipelines';

/** The commands of `lambda-stages`. */
export function createProgram(line: CommandLine): Command {
  const program = new Command('lambda-stages')
    .description('AWS Lambda stages for Spinnaker: the sidecar that Orca calls.')
    .version(version);
  program
    .command('serve')
    .description('Run the sidecar until it receives SIGTERM or SIGINT.')
    .requiredOption('--config <yaml>', 'configuration file')
    .action((options: { config: string }) => serveUntilStopped(options.config, line));
  program
    .command('orca-config')
    .description('Print the part of orca-local.yml that registers the stages with Orca.')
    .requiredOption('--config <yaml>', "the sidecar's configuration file")
    .option('--with-token', 'print the first token instead of a placeholder', false)
    .option('--text-payload', 'for Orca versions before Spring Boot 3.4 (Spring 6.2)', false)
    .action((options: { config: string; withToken: boolean; textPayload: boolean }) => {
      const configuration = loadConfiguration(options.config);
      const token = options.withToken
        ? usableConfiguration(options.config, line.environment).secrets.tokens[0]
        : undefined;
      line.print(
        orcaConfigYaml({
          publicUrl: configuration.publicUrl,
          token: token ?? TOKEN_PLACEHOLDER,
          textPayload: options.textPayload,
        }),
      );
    });
  program
    .command('iam-policy')
    .description('Print the least-privilege IAM policy that the stages need in one configured account.')
    .requiredOption('--config <yaml>', 'configuration file')
    .option('--account <name>', 'configured account (default: the first one)')
    .option('--stages <keys>', 'only for these stages, such as updateCode,route,delete (default: all stages)')
    .option('--only <purpose>', 'revert: only what sending an alias back to its previous version needs')
    .option('--bucket <name...>', 'buckets that hold code (default: all)')
    .option('--execution-role <arn...>', "execution roles that functions may have (default: all of the account's)")
    .option('--layer <arn...>', 'layer versions that functions may have; * matches any text (default: all)')
    .option('--kms-key <arn...>', 'customer managed keys that encrypt environment variables (default: none)')
    .action((options: PolicyWishes & { config: string }) => {
      line.print(`${JSON.stringify(printedPolicy(loadConfiguration(options.config), options), null, 2)}\n`);
    });
  program
    .command('validate-config')
    .description(
      'Check a configuration, its tokens, keys and journal file, and list every mistake. Starts nothing and creates no files.',
    )
    .requiredOption('--config <yaml>', 'configuration file')
    .action(async (options: { config: string }) => {
      const configuration = checkedConfiguration(options.config, line.environment);
      const journal = await journalWords(options.config, configuration, line.environment);
      line.print(`${options.config} is valid, and so are its tokens, keys and journal file.\n${journal}\n`);
    });
  program
    .command('backup-journal')
    .description('Make a complete copy of the SQLite journal in a new file. Safe while the sidecar runs.')
    .argument('<file>', 'the backup file to create')
    .requiredOption('--config <yaml>', 'configuration file')
    .action((file: string, options: { config: string }) => {
      line.print(backupConfigured(options.config, file, line.environment));
    });
  program
    .command('validate')
    .description(
      'Check pipelines before Spinnaker sees them: everything that Deck’s form or the sidecar would complain about, and what only a whole pipeline shows. Exits with 1 if there are errors, and with 2 if a path cannot be read.',
    )
    .argument(
      '<path...>',
      'JSON files with pipelines or Lambda stages, folders that contain them, or - for standard input',
    )
    .addOption(new Option('--format <format>', 'how to print').choices(Object.keys(FORMATS)).default('text'))
    .option('--strict', 'exit with 1 for warnings, too', false)
    .action((paths: string[], options: { format: Format; strict: boolean }) => {
      const sources = readPipelineFiles(paths, line.readStandardInput);
      const validation = validatePipelines(sources, new Set(paths));
      line.print(FORMATS[options.format](validation));
      const { errors, warnings } = validation.counts;
      if (errors > 0 || (options.strict && warnings > 0)) throw new CommandEnd(1);
    });
  program
    .command('config-schema')
    .description('Print the JSON Schema of the configuration file, for editors.')
    .action(() => line.print(`${JSON.stringify(configurationJsonSchema(), null, 2)}\n`));
  addMigrateCommand(program, line);
  return program;
}
