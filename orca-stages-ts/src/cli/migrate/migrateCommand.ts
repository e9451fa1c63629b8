import { writeFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import type { CommandLine } from '../commandLine';
import { CommandEnd } from '../commandEnd';
import { readPipelineFiles, STANDARD_INPUT, faultsIn } from '../pipelines/readPipelineFiles';
import { migrateSource } from './migrateSource';
import { migrationReport, type MigrationReport } from './migrationReport';
import { migrationText } from './migrationText';

interface MigrateOptions {
  write: boolean;
  toNative: boolean;
  format: 'text' | 'json';
}

/** Adds the command that converts pipelines. */
export function addMigrateCommand(program: Command, line: CommandLine): void {
  program
    .command('migrate')
    .description(
      "Convert pipelines of Spinnaker's own Lambda stages, and say what will be different. Prints a diff; changes no file without --write.",
    )
    .argument('<pipeline.json...>', 'files, folders, or - for standard input, which is converted to standard output')
    .option('--write', 'change the files', false)
    .option('--to-native', "convert back to Spinnaker's own executor what loses nothing by that", false)
    .addOption(new Option('--format <format>', 'of the report').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      '\nThe report goes to standard error, or with --format json to standard output, instead of the diff.\nExit codes: 0 everything is converted, 1 something needs your attention (the rest is converted), 2 a file cannot be read or is not JSON (nothing is converted).',
    )
    .action((paths: string[], options: MigrateOptions) => migrate(paths, options, line));
}

function migrate(paths: readonly string[], { write, toNative, format }: MigrateOptions, line: CommandLine): void {
  if (format === 'json' && paths.includes(STANDARD_INPUT))
    throw new CommandEnd(
      2,
      '--format json and the converted pipeline of - both go to standard output: give one of them.',
    );
  const sources = readPipelineFiles(paths, () => line.readStandardInput());
  const faults = faultsIn(sources);
  if (faults.length > 0) throw new CommandEnd(2, faults.join('\n'));
  const direction = toNative ? 'toNative' : 'toOurs';
  const migrated = sources.map((source) => migrateSource(source, direction));
  for (const { after, isChanged, diff } of migrated) {
    if (after.file === STANDARD_INPUT) line.print(after.mark + after.text);
    else if (write && isChanged) writeFileSync(after.file, after.mark + after.text);
    else if (format === 'text') line.print(diff);
  }
  const report = migrationReport(migrated, direction, write || paths.every((path) => path === STANDARD_INPUT));
  if (format === 'json') line.print(`${JSON.stringify(report, null, 2)}\n`);
  else line.printError(migrationText(report));
  if (needsAttention(report)) throw new CommandEnd(1);
}

const needsAttention = ({ files }: MigrationReport): boolean =>
  files.some(({ pipelines }) =>
    pipelines.some(({ stages, open }) => open.length > 0 || stages.some((stage) => stage.open.length > 0)),
  );
