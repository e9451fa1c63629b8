import { fieldLabel, inSentence, OUTCOME_FORMAT_VERSION, OUTCOME_LIST_WORDS, ownEntry } from 'stage-contract';
import { fieldSpecsOf, type FieldSpec } from '../../fields/transforms/fieldSpec';
import { macroWithWords } from '../../words/versionWords';
import { firstSentence } from '../../words/phrases';
import { readField, readText } from '../read/readers';
import type { StageDetails } from '../read/readDetails';
import { formatCount } from '../text/formats';
import { actionButtons } from './actions/actionButtons';
import { CANCEL_TO_REVERT } from './actions/askLine';
import { isOutdated } from './isOutdated';

/** A line that says what readers must know about the page itself. */
export interface Note {
  id: string;
  text: string;
}

/** Orca stops polling on cancel and timeout, so later changes, especially the revert, are not seen. */
function stoppedLooking(details: StageDetails): string | undefined {
  if (!isOutdated(details)) return undefined;
  return `Orca stopped polling ${details.phase === 'cancelled' ? 'on cancel' : 'before the operation ended'}; the outcome may be newer than this page.`;
}

function otherForm({ outcome, source, phase }: StageDetails): string | undefined {
  const version = outcome.formatVersion;
  if (version !== undefined && version > OUTCOME_FORMAT_VERSION)
    return `This outcome has a newer format (formatVersion ${version}); this page shows the parts that it understands.`;
  if (source === 'unreadable')
    return 'This page cannot read the format of the outcome; the stage was run by another or a newer implementation.';
  return source === 'none' && phase === 'succeeded'
    ? 'No outcome was recorded; the stage was run by another implementation.'
    : undefined;
}

const firstAnswer = ({ phase, source }: StageDetails): string | undefined => {
  if (phase === 'waiting') return 'The stage has not started, or has not reported yet.';
  return phase === 'running' && source === 'none' ? 'Waiting for the first report.' : undefined;
};

/** Shown in the place of the buttons, if a sidecar does not say what may be done. */
const howToRevert = (details: StageDetails): string | undefined =>
  details.phase === 'running' &&
  details.stageType === 'Aws.LambdaTrafficRoutingStage' &&
  (details.outcome.status ?? 'RUNNING') === 'RUNNING' &&
  actionButtons(details) === undefined
    ? CANCEL_TO_REVERT
    : undefined;

/** What a list's entries are called; a list that only a newer sidecar knows keeps its name. */
const listWords = (list: string): string =>
  Object.entries(OUTCOME_LIST_WORDS).find(([name]) => name === list)?.[1] ?? list;

/** What the outcome left out to stay within its limits, and what it altered, as notes for the end of the page. */
export function leftOutNotes({ outcome }: Pick<StageDetails, 'outcome'>): Note[] {
  const parts = Object.entries(outcome.omitted).map(([list, count]) => `${formatCount(count)} ${listWords(list)}`);
  const leftOut = parts.length === 0 ? undefined : `Left out of the outcome to keep it small: ${parts.join(', ')}.`;
  return Object.entries({ leftOut, altered: alteredNote(outcome.alteredExpressions ?? 0) }).flatMap(([id, text]) =>
    text === undefined ? [] : [{ id, text }],
  );
}

const alteredNote = (count: number): string | undefined =>
  count === 0
    ? undefined
    : `The outcome contains "$\u2060{" ${count === 1 ? 'once' : `${formatCount(count)} times`}, with an invisible character after the $, so that Spinnaker doesn't evaluate it as an expression. Text that you copy contains the character, too.`;

/** All notes for the top of the page, in the order of importance. */
export function notesOf(details: StageDetails): Note[] {
  const notes = {
    firstAnswer: firstAnswer(details),
    howToRevert: howToRevert(details),
    stoppedLooking: stoppedLooking(details),
    otherForm: otherForm(details),
  };
  return Object.entries(notes).flatMap(([id, text]) => (text === undefined ? [] : [{ id, text }]));
}

/** One fact known from the stage's own fields. */
export interface Fact {
  term: string;
  text: string;
  isSet: boolean;
}

/** Fields without secrets that say what the stage was configured to do, in display order. */
const FACT_FIELDS: readonly string[] = [
  'deploymentStrategy',
  'versionNameA',
  'versionNumberA',
  'trafficPercentA',
  'versionNameB',
  'versionNumberB',
  'version',
  'versionNumber',
  'retentionNumber',
  'codeUri',
  's3bucket',
  's3key',
  'runtime',
  'executionCount',
];

/** A macro or strategy next to its plain words; anything else unchanged. */
function plainWords({ meta }: FieldSpec, text: string): string {
  if (meta.control === 'versionMacro') return macroWithWords(text);
  const words = ownEntry(meta.choiceHelp, text);
  return words === undefined ? text : `${text}: ${firstSentence(inSentence(words))}`;
}

/** A fact, or that it is not set. */
export const fact = (term: string, text: string | undefined): Fact => ({
  term,
  text: text ?? 'not set',
  isSet: text !== undefined,
});

/** What is known from Orca if no outcome can be read: always the target, other fields if they are set. */
export function knownFacts({
  target,
  context,
  stageType,
}: Pick<StageDetails, 'target' | 'context' | 'stageType'>): Fact[] {
  const label = (name: string): string => fieldLabel(stageType, name);
  const place = [target.account, target.region].filter((part) => part !== undefined).join(' / ');
  const alias =
    stageType === 'Aws.LambdaTrafficRoutingStage' || target.aliasName !== undefined
      ? [fact(label('aliasName'), target.aliasName)]
      : [];
  const specs = fieldSpecsOf(stageType);
  const fields = FACT_FIELDS.flatMap((name) => {
    const spec = specs.find((one) => one.name === name);
    const text = readText(readField(context, name));
    return spec === undefined || text === undefined ? [] : [fact(spec.meta.label, plainWords(spec, text))];
  });
  return [
    fact(label('functionName'), target.functionName),
    ...alias,
    fact(`${label('account')}, ${inSentence(label('region'))}`, place === '' ? undefined : place),
    ...fields,
  ];
}
