import {
  checkPipeline,
  checkStage,
  entryOf,
  lambdaStagesOf,
  present,
  problemsSentence,
  stagesIn,
  textOf,
  type LambdaStage,
  type PipelineCheck,
  type Problem,
} from 'stage-contract';
import type { JsonPath, JsonSource } from '../pipelines/jsonSource';
import { fieldPath } from '../pipelines/fieldPath';
import { pipelinesIn, type FoundPipeline } from '../pipelines/pipelinesIn';
import type { Finding } from './finding';
import { withoutTemplates } from './literalTemplates';

/** What one file contains, and what is wrong with it. */
export interface SourceCheck {
  findings: Finding[];
  pipelines: number;
  /** Lambda stages. */
  stages: number;
}

/** Checks the pipelines of a file as the sidecar and Deck's form would. */
export function validateSource(source: JsonSource): SourceCheck {
  if (source.faults.length > 0) {
    // After the first fault, the others are often only its echo.
    const findings = source.faults.slice(0, 1).map(({ words, ...place }): Finding => {
      const message = `This is not JSON: ${words}.`;
      return { file: source.file, ...place, level: 'error', code: 'notJson', message };
    });
    return { findings, pipelines: 0, stages: 0 };
  }
  const found = pipelinesIn({ value: withoutTemplates(source.value) });
  const checks = found.map((one) => validatePipeline(source, one));
  return {
    findings: checks.flatMap(({ findings }) => findings),
    pipelines: found.length,
    stages: checks.reduce((sum, { stages }) => sum + stages, 0),
  };
}

function validatePipeline(source: JsonSource, found: FoundPipeline): { findings: Finding[]; stages: number } {
  const { pipeline } = found;
  const check = checkPipeline(pipeline, found.isWhole);
  const lambdaStages = lambdaStagesOf(pipeline);
  const findings = stagesIn(pipeline).flatMap((stage, index) => {
    const lambda = lambdaStages.find((one) => one.index === index);
    const named = present({
      pipeline: textOf(pipeline['name']) || undefined,
      stage: lambda?.name ?? (textOf(entryOf(stage, 'name')) || undefined),
    });
    return allProblems(check, index, lambda).map(({ level, path, code, field, message }): Finding => {
      const place = source.placeOf([...found.stagePath(index), ...path]);
      return { file: source.file, ...place, level, code, ...named, ...present({ field: field || undefined }), message };
    });
  });
  return { findings: inOrder(findings), stages: lambdaStages.length };
}

type Told = Pick<Finding, 'level' | 'code' | 'message'> & { path: JsonPath; field: string };

function allProblems(check: PipelineCheck, index: number, lambda: LambdaStage | undefined): Told[] {
  const inPipeline = check
    .findingsOf(index)
    .map(({ level, path, problem }): Told => ({ level, path, ...problemWords(problem) }));
  return lambda === undefined ? inPipeline : [...inPipeline, ...ownProblems(lambda)];
}

/** The contract's problems with a stage. One that another executor runs would only be refused once it is converted. */
function ownProblems({ type, stage, isConverted }: LambdaStage): Told[] {
  const { problems, warnings } = checkStage(type, stage);
  return [
    ...problems
      .filter(({ code }) => isConverted || code !== 'overwrittenByOrca')
      .map((problem): Told => ({
        level: isConverted ? 'error' : 'warning',
        path: fieldPath(problem.field, stage),
        ...problemWords(problem),
      })),
    ...warnings.map(({ code, values, words }): Told => {
      const field = 'field' in values ? values.field : '';
      return { level: 'warning', path: fieldPath(field, stage), code, field, message: words };
    }),
  ];
}

const problemWords = (problem: Problem): Pick<Told, 'code' | 'field' | 'message'> => ({
  code: problem.code,
  field: problem.field,
  message: problemsSentence([problem]),
});

const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => a.line - b.line || a.column - b.column);
