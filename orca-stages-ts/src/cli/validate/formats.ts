import type { Log, Result } from 'sarif';
import { counted } from 'stage-contract';
import { version } from '../../../package.json';
import { STANDARD_INPUT } from '../pipelines/readPipelineFiles';
import type { Finding, Validation } from './finding';

/** Version of the JSON that `--format json` prints. */
const FORMAT_VERSION = 1;

/** How findings can be printed: for people, for programs, and for code scanning (SARIF 2.1.0). */
export const FORMATS = { text: textOf, json: jsonOf, sarif: sarifOf } as const;

export type Format = keyof typeof FORMATS;

const nameOf = (file: string): string => (file === STANDARD_INPUT ? 'standard input' : file);

/** One line for each finding, as compilers print them, then what was checked. */
function textOf({ findings, counts }: Validation): string {
  const lines = findings.map(({ file, line, column, level, code, stage, message }) => {
    const where = stage === undefined ? '' : `${JSON.stringify(stage)}: `;
    return `${nameOf(file)}:${line}:${column}: ${level}: ${where}${message} [${code}]`;
  });
  const checked = `${counted(counts.stages, 'Lambda stage')} in ${counted(counts.pipelines, 'pipeline')}`;
  const found = [
    ...(counts.errors > 0 ? [counted(counts.errors, 'error')] : []),
    ...(counts.warnings > 0 ? [counted(counts.warnings, 'warning')] : []),
  ].join(', ');
  return [...lines, `${checked}: ${found === '' ? 'no mistakes' : found}`, ''].join('\n');
}

function jsonOf({ findings, counts }: Validation): string {
  return `${JSON.stringify({ formatVersion: FORMAT_VERSION, counts, findings }, null, 2)}\n`;
}

function sarifOf({ findings }: Validation): string {
  const ids = [...new Set(findings.map(({ code }) => code))];
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'lambda-stages', semanticVersion: version, rules: ids.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, ids)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf({ file, line, column, level, code, stage, message }: Finding, ids: readonly string[]): Result {
  return {
    ruleId: code,
    ruleIndex: ids.indexOf(code),
    level,
    message: { text: stage === undefined ? message : `${stage}: ${message}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  };
}

/** A path as a URI reference: relative paths stay relative, so that code scanning finds them in the repository. */
function uriOf(file: string): string {
  if (file === STANDARD_INPUT) return 'stdin';
  return file.replaceAll('\\', '/').replace(/^\.\//, '').split('/').map(encodeURIComponent).join('/');
}
