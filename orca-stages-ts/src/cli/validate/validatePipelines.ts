import type { JsonSource } from '../pipelines/jsonSource';
import type { Finding, Validation } from './finding';
import { validateSource } from './validateSource';

/**
 * Checks files. `named`: files that were asked for by name; one of them that contains no pipeline is a mistake, while a
 * folder may contain other JSON too.
 */
export function validatePipelines(sources: readonly JsonSource[], named: ReadonlySet<string>): Validation {
  const checks = sources.map((source) => {
    const check = validateSource(source);
    const isMistake = check.pipelines === 0 && check.findings.length === 0 && named.has(source.file);
    return isMistake ? { ...check, findings: [noPipeline(source.file)] } : check;
  });
  const findings = checks.flatMap((check) => check.findings);
  const sumOf = (count: 'pipelines' | 'stages'): number => checks.reduce((sum, check) => sum + check[count], 0);
  const countOf = (level: Finding['level']): number => findings.filter((finding) => finding.level === level).length;
  return {
    findings,
    counts: {
      files: sources.length,
      pipelines: sumOf('pipelines'),
      stages: sumOf('stages'),
      errors: countOf('error'),
      warnings: countOf('warning'),
    },
  };
}

const noPipeline = (file: string): Finding => ({
  file,
  line: 1,
  column: 1,
  level: 'error',
  code: 'noPipeline',
  message: 'This is neither a pipeline nor a Lambda stage: there is no "stages" list.',
});
