import type { VersionView } from '../read/outcomeView';
import type { StageDetails } from '../read/readDetails';
import { formatPercent, formatVersion } from '../text/formats';
import type { ZonedTimes } from '../text/zonedTimes';
import { type VersionRole, baselineOf, candidateOf, roleOf, sharesOf, weightOf } from './traffic';

/** One row of the versions table; an empty text is something that the outcome does not say. */
export interface VersionRow {
  version: string;
  label: string;
  role: VersionRole;
  roleWord: string;
  published: string;
  code: string;
  codeSha256: string;
  /** What the version says about itself. */
  description: string;
  weight: string;
}

/** First characters of a base64 SHA-256: enough to tell two builds apart. */
const CODE_PREFIX = 6;

const ROLE_WORDS = { baseline: 'baseline', candidate: 'candidate', other: '' } as const satisfies Record<
  VersionRole,
  string
>;

/** Every version that the outcome names, baseline first. */
function namedVersions({ outcome }: Pick<StageDetails, 'outcome'>): VersionView[] {
  const facts = [outcome.baseline, outcome.candidate].flatMap((version) => (version === undefined ? [] : [version]));
  const routed = [outcome.routing.before, outcome.routing.now].flatMap((routing) =>
    routing === undefined ? [] : sharesOf(routing),
  );
  const known = [baselineOf(outcome), candidateOf(outcome), ...routed.map((share) => share.version)].flatMap(
    (version) => (version === undefined ? [] : [version]),
  );
  return [...new Set(known)].map((version) => facts.find((fact) => fact.version === version) ?? { version });
}

/** Whether a row says more than its number. */
const isTelling = (row: VersionRow): boolean =>
  row.published !== '' || row.description !== '' || row.code !== '' || row.weight !== '';

/**
 * Rows of the versions table: baseline, candidate, and others that get or got traffic; empty if only numbers are known.
 */
export function versionRows(details: Pick<StageDetails, 'outcome' | 'startedAtMs'>, times: ZonedTimes): VersionRow[] {
  const { outcome } = details;
  const isSame = outcome.candidate !== undefined && candidateOf(outcome) === baselineOf(outcome);
  const rows = namedVersions(details).map((fact): VersionRow => {
    const role = roleOf(fact.version, outcome);
    return {
      version: fact.version,
      label: formatVersion(fact.version),
      role,
      roleWord: role === 'baseline' && isSame ? 'baseline and candidate' : ROLE_WORDS[role],
      published: fact.publishedAtMs === undefined ? '' : times.dayTime(fact.publishedAtMs, details.startedAtMs),
      code: fact.codeSha256 === undefined ? '' : `${fact.codeSha256.slice(0, CODE_PREFIX)}…`,
      codeSha256: fact.codeSha256 ?? '',
      description: fact.description ?? '',
      weight: outcome.routing.now === undefined ? '' : formatPercent(weightOf(fact.version, outcome.routing.now)),
    };
  });
  return rows.some(isTelling) ? rows : [];
}
