import { counted, joined, type NativeDifference } from 'stage-contract';
import type { MigrationReport, ReportedPipeline } from './migrationReport';

/** A report for people. Files without a Lambda stage are not mentioned. */
export function migrationText(report: MigrationReport): string {
  const parts = report.files.flatMap(({ file, pipelines }) =>
    pipelines
      .filter(({ stages, moved, open }) => stages.length + moved.length + open.length > 0)
      .map((pipeline) => pipelineText(report, file, pipeline)),
  );
  return `${[...parts, summary(report)].join('\n\n')}\n`;
}

/** Text between backquotes is code; a terminal shows none. */
const plain = (words: string): string => words.replace(/`/g, '');

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line) => `    ${plain(line)}`)];

function pipelineText({ direction }: MigrationReport, file: string, pipeline: ReportedPipeline): string {
  const { name, stages, moved } = pipeline;
  const at = ({ line, column }: { line: number; column: number }): string => `${file}:${line}:${column}`;
  const notes = stages.flatMap((stage) => stage.notes.map((note) => `${at(note)} ${stage.name}: ${note.words}`));
  const open = [
    ...stages.flatMap((stage) => stage.open.map((one) => `${at(one)} ${stage.name}: ${one.words}`)),
    ...pipeline.open.map((one) => `${at(one)} ${one.words}`),
  ];
  return [
    name === undefined ? file : `${file}, ${name}`,
    ...section(
      direction === 'toOurs' ? 'Runs on Lambda Stages:' : "Runs on Spinnaker's own executor:",
      stages
        .filter((stage) => stage.moved)
        .map((stage) => `${stage.name}: ${stage.changes.map(({ words }) => words).join('; ')}`),
    ),
    ...section(
      'Expressions that now read outputs from another place:',
      moved.map((one) => `${at(one)} ${one.from} becomes ${one.to}`),
    ),
    ...section('What will be different:', differencesText(pipeline)),
    ...section('Please check:', notes),
    ...section('Needs your attention:', open),
  ].join('\n');
}

/** Each difference once, under the stages that it concerns. */
function differencesText({ stages, differences }: ReportedPipeline): string[] {
  const found = new Map<string, { difference: NativeDifference; names: string[] }>();
  const add = (difference: NativeDifference, name: string): void => {
    const words = `${difference.native} ${difference.here}`;
    const { names = [] } = found.get(words) ?? {};
    found.set(words, { difference, names: [...names, name] });
  };
  stages.forEach((stage) => stage.differences.forEach((difference) => add(difference, stage.name)));
  differences.forEach((difference) => add(difference, 'Expressions'));
  const byStages = new Map<string, string[]>();
  for (const { difference, names } of found.values()) {
    const title = `${joined(names)}:`;
    const lines = [`  Native: ${difference.native}`, `  Here:   ${difference.here}`];
    byStages.set(title, [...(byStages.get(title) ?? []), ...lines]);
  }
  return [...byStages].flatMap(([title, lines]) => [title, ...lines]);
}

function summary({ files, direction, written }: MigrationReport): string {
  const pipelines = files.flatMap((file) => file.pipelines);
  const stages = pipelines.flatMap((pipeline) => pipeline.stages);
  const moved = stages.filter((stage) => stage.moved).length;
  const open = [...stages, ...pipelines].reduce((sum, one) => sum + one.open.length, 0);
  const changed = files.filter((file) => file.changed);
  const where = direction === 'toOurs' ? 'to Lambda Stages' : "to Spinnaker's own executor";
  const only = changed.every(({ file }) => file === '-');
  return [
    `${counted(pipelines.length, 'pipeline')} in ${counted(files.length, 'file')}: ${counted(moved, 'stage')} converted ${where}.`,
    ...(open === 0 ? [] : [`${counted(open, 'thing needs', 'things need')} your attention.`]),
    ...(changed.length === 0 || only
      ? []
      : [written ? `Wrote ${joined(changed.map(({ file }) => file))}.` : 'Nothing was written; --write does that.']),
  ].join(' ');
}
