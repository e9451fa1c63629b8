import { say, type DeletionReport, type Saying, type Worded } from 'stage-contract';

/** Most names in one warning; the report has them all. */
const NAMED_IN_WARNING = 20;

/** The warning about versions that are kept although the rule selected them. */
export function keptWarning(kept: readonly { version: string; reason: Worded }[]): Saying {
  const [first] = kept;
  return first !== undefined && kept.length === 1
    ? say('versionIsKept', first)
    : say('versionsAreKept', { versions: kept.slice(0, NAMED_IN_WARNING), count: kept.length });
}

/** The outcome in one sentence. */
export function headlineOf(
  functionName: string,
  deletions: readonly DeletionReport[],
  { warnings = [], aliases = 0 }: { warnings?: readonly Worded[]; aliases?: number } = {},
): Saying {
  const withResult = (result: DeletionReport['result']): string[] =>
    deletions.filter((one) => one.result === result).map(({ version }) => version);
  const whole = deletions.find((one) => one.result === 'deleted' && one.version === '$ALL');
  if (whole !== undefined)
    return say('functionDeleted', {
      functionName,
      ...(whole.reason === undefined ? {} : { parts: { words: whole.reason, ...whole.told } }),
    });
  const versions = withResult('deleted'),
    kept = withResult('protected'),
    gone = withResult('gone');
  if (versions.length > 0) return say('versionsDeleted', { versions, kept, ...(aliases === 0 ? {} : { aliases }) });
  if (kept.length > 0) return say('versionsKept', { kept });
  if (gone.length > 1) return say('versionsWereGone', { count: gone.length });
  const warning = warnings.find(({ code }) => code === 'nothingWasDeleted');
  return say('nothingDeleted', warning === undefined ? {} : { warning });
}
