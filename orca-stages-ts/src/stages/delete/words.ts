import type { DeletionReport } from 'stage-contract';

/** A number with its noun. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** More than so many names make a warning unreadable; the report has them all. */
const NAMED_IN_WARNING = 20;

/** The warning about versions that stay though the rule chose them. */
export function keptWarning(protectedOnes: readonly DeletionReport[]): string {
  const first = protectedOnes[0];
  if (first !== undefined && protectedOnes.length === 1)
    return `Kept v${first.version}: ${first.reason ?? 'it is in use'}.`;
  const named = protectedOnes
    .slice(0, NAMED_IN_WARNING)
    .map(({ version, reason }) => `v${version} (${reason ?? 'in use'})`);
  const more = protectedOnes.length - named.length;
  return `Kept ${protectedOnes.length} versions that are in use: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** The outcome in one sentence. */
export function headlineOf(
  functionName: string,
  deletions: readonly DeletionReport[],
  warnings: readonly string[] = [],
): string {
  const withResult = (result: DeletionReport['result']): DeletionReport[] =>
    deletions.filter((one) => one.result === result);
  const deleted = withResult('deleted'),
    kept = withResult('protected'),
    gone = withResult('gone');
  const whole = deleted.find((one) => one.version === '$ALL');
  if (whole !== undefined) return `Deleted ${functionName} with ${whole.reason ?? 'all its versions'}`;
  const keptWords =
    kept.length === 0
      ? ''
      : `, kept ${kept.length === 1 ? `v${kept[0]?.version ?? ''}, which is` : `${kept.length} that are`} protected`;
  if (deleted.length > 0)
    return `Deleted ${deleted.length === 1 ? `v${deleted[0]?.version ?? ''}` : `${deleted.length} versions`}${keptWords}`;
  if (kept.length > 0) return `Nothing was deleted${keptWords}`;
  if (gone.length > 1) return `${gone.length} versions were already gone`;
  return (warnings.find((warning) => warning.startsWith('Nothing was deleted')) ?? 'Nothing was deleted').replace(
    /\.$/,
    '',
  );
}
