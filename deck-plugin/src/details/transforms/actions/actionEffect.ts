import { counted, durationWords, joined, type RolloutAction, type Routing } from 'stage-contract';
import type { OutcomeView, StepView } from '../../read/outcomeView';
import type { StageDetails } from '../../read/readDetails';
import { readField } from '../../read/readers';
import { formatCount, formatVersion } from '../../text/formats';
import type { ZonedTimes } from '../../text/zonedTimes';
import { bakeOf } from '../bake';
import type { StatusIconName } from '../steps';
import { candidateOf, routingSentence, sameRouting, sharesOf, trafficRow, weightOf, type TrafficRow } from '../traffic';
import { alarmRows } from '../watch/alarmRows';
import { guardTiles } from '../watch/guardTiles';
import { isWatched } from './actionButtons';

/** What an action would do now, in figures, as the question that it is confirmed by. */
export interface ActionEffect {
  question: string;
  /** What happens at once. */
  lead: string;
  /** The traffic now and then; empty if it stays, or is not known. */
  traffic: TrafficRow[];
  /** What else comes of it. */
  lines: { icon: StatusIconName; text: string }[];
}

type Line = ActionEffect['lines'][number];

/** When the question is asked. */
interface Asked {
  times: ZonedTimes;
  nowMs: number;
}

const isOpen = ({ state }: StepView): boolean => state === 'todo' || state === 'running';

/** A version's name; before the outcome says which it is, its role. */
const candidateWords = (outcome: OutcomeView): string => {
  const candidate = candidateOf(outcome);
  return candidate === undefined ? 'the candidate' : formatVersion(candidate);
};

const aliasWords = ({ target }: StageDetails): string => target.aliasName ?? 'the alias';

/** How many complete minutes say how many calls a minute there are. */
const RECENT_MINUTES = 10;

/** About how many calls a minute the alias gets, if guards have counted them. */
function callsAMinute({ watch }: OutcomeView): number | undefined {
  const recent = (watch?.minutes ?? []).slice(-RECENT_MINUTES);
  const calls = recent.reduce((sum, { candidate, baseline }) => sum + candidate.calls + baseline.calls, 0);
  return calls === 0 ? undefined : calls / recent.length;
}

/** ": about 1,100 of 1,200 calls a minute change their version": two figures are as much as a forecast knows. */
function movedCalls(outcome: OutcomeView, now: Routing, then: Routing): string {
  const calls = callsAMinute(outcome);
  if (calls === undefined) return '';
  const percent = sharesOf(then).reduce(
    (sum, share) => sum + Math.max(0, share.percent - weightOf(share.version, now)),
    0,
  );
  const [moved, all] = [(calls * percent) / 100, calls].map((count) => formatCount(Number(count.toPrecision(2))));
  return `: about ${moved} of ${all} calls a minute change their version`;
}

/** The traffic before and after, drawn and said; without a known routing, only what is said otherwise. */
function moved(details: StageDetails, then: Routing | undefined): Pick<ActionEffect, 'traffic'> & { said?: string } {
  const { outcome } = details;
  const { now } = outcome.routing;
  if (now === undefined || then === undefined || sameRouting(now, then)) return { traffic: [] };
  return {
    traffic: [trafficRow('Now', now, outcome), trafficRow('Then', then, outcome)],
    said: `${aliasWords(details)} goes from ${routingSentence(now)} to ${routingSentence(then)} at once${movedCalls(outcome, now, then)}.`,
  };
}

/** What guards and alarms have said so far. */
function evidenceLine(details: StageDetails, { times }: Asked): Line[] {
  const found = [...guardTiles(details), ...alarmRows(details, times)].map(({ name, word }) => `${name}: ${word}`);
  return found.length === 0 ? [] : [{ icon: 'info', text: `Evidence so far: ${found.join(' · ')}.` }];
}

/** What a promotion leaves out, by the kinds of its steps. */
const LEFT_OUT = [
  ['hold', 'hold'],
  ['holdForPerson', 'wait'],
  ['healthCheck', 'check'],
  ['hook', 'hook'],
] as const satisfies readonly (readonly [StepView['kind'], string])[];

/** What a promotion leaves out: everything before the last move, by kind and by name. */
function skippedLine({ steps }: OutcomeView): Line[] {
  const before = steps.slice(0, steps.map(({ kind }) => kind).lastIndexOf('route')).filter(isOpen);
  const left = LEFT_OUT.flatMap(([kind, words]) => {
    const named = before.filter((step) => step.kind === kind);
    return named.length === 0 ? [] : [{ count: counted(named.length, words), named }];
  });
  if (left.length === 0) return [];
  const names = before.filter((step) => left.some(({ named }) => named.includes(step))).map(({ sentence }) => sentence);
  return [{ icon: 'skipped', text: `Leaves out ${joined(left.map(({ count }) => count))}: ${names.join(', ')}.` }];
}

function promoteEffect(details: StageDetails, asked: Asked): ActionEffect {
  const { outcome } = details;
  const version = candidateWords(outcome);
  const { said, traffic } = moved(details, outcome.routing.wanted);
  const bake = bakeOf(outcome);
  return {
    question: `Promote ${version} now?`,
    lead: said ?? `${version} gets all traffic of ${aliasWords(details)} at once.`,
    traffic,
    lines: [
      ...skippedLine(outcome),
      bake === undefined
        ? { icon: 'warning', text: `No bake is planned: the stage ends once ${version} has all traffic.` }
        : {
            icon: 'running',
            text: `Then bakes ${durationWords(bake.seconds)}: a revert stays possible until that ends.`,
          },
      ...evidenceLine(details, asked),
    ],
  };
}

/** The steps that come next. */
const nextSteps = ({ steps }: OutcomeView): StepView[] => steps.filter(({ state }) => state === 'todo');

const nextWords = (outcome: OutcomeView): string => {
  const [next] = nextSteps(outcome);
  return next === undefined ? '' : ` Next: ${next.sentence}.`;
};

/** What the alias serves once the next step has run, if that is a move. */
function afterNext(outcome: OutcomeView): Routing | undefined {
  const [next] = nextSteps(outcome);
  const { now } = outcome.routing;
  const version = candidateOf(outcome);
  const { kind, weightPercent } = next ?? {};
  if (kind !== 'route' || weightPercent === undefined || now === undefined || version === undefined) return undefined;
  return weightPercent >= 100
    ? { mainVersion: version }
    : { mainVersion: now.mainVersion, additionalVersion: version, additionalWeightPercent: weightPercent };
}

/** A wait that ends: the hold, or the wait for a person. */
function endedWait(details: StageDetails, asked: Asked, question: string, ended: string): ActionEffect {
  const { said, traffic } = moved(details, afterNext(details.outcome));
  const next = nextWords(details.outcome);
  return {
    question,
    lead: said ?? `${ended}.${next}`,
    traffic,
    lines: [
      ...(said === undefined ? [] : [{ icon: 'skipped' as const, text: `${ended}.${next}` }]),
      ...evidenceLine(details, asked),
    ],
  };
}

function skipHoldEffect(details: StageDetails, asked: Asked): ActionEffect {
  const { hold } = details.outcome;
  const seconds = hold === undefined ? 0 : Math.ceil((hold.untilMs - asked.nowMs) / 1000);
  return endedWait(
    details,
    asked,
    'Skip this hold?',
    `The hold ends now${seconds > 0 ? `, ${durationWords(seconds)} early` : ''}`,
  );
}

function continueEffect(details: StageDetails, asked: Asked): ActionEffect {
  const { outcome } = details;
  if (outcome.held === undefined) return endedWait(details, asked, 'Continue the rollout?', 'The wait ends now');
  const current = outcome.steps.find(isOpen);
  return {
    question: 'Continue the rollout?',
    lead: `The rollout goes on${current === undefined ? '' : ` with: ${current.sentence}`}.`,
    traffic: [],
    lines: evidenceLine(details, asked),
  };
}

/** What a stage does when it fails, as it was configured. */
const policyOf = ({ context }: Pick<StageDetails, 'context'>): unknown => readField(context, 'onFailure');

/** What the rollout does by itself if nobody acts. */
export const unansweredWords = (details: StageDetails): string =>
  policyOf(details) === 'hold'
    ? 'the stage fails, and the weights stay'
    : `the stage fails, and ${aliasWords(details)} goes back`;

function holdEffect(details: StageDetails, { times }: Asked): ActionEffect {
  const { outcome, startedAtMs } = details;
  const { now } = outcome.routing;
  const { deadlineAtMs } = outcome;
  return {
    question: 'Hold the rollout?',
    lead: `${aliasWords(details)} stays at ${now === undefined ? 'what it serves' : routingSentence(now)} until somebody continues the rollout.`,
    traffic: [],
    lines:
      deadlineAtMs === undefined
        ? []
        : [
            {
              icon: 'running',
              text: `At most until ${times.time(deadlineAtMs, startedAtMs)}, the deadline of the stage: then ${unansweredWords(details)}.`,
            },
          ],
  };
}

function revertEffect(details: StageDetails): ActionEffect {
  const { outcome } = details;
  // A watch goes back to one version, and changes nothing else.
  const watched = isWatched(details);
  const before = watched ? outcome.watching?.to : outcome.routing.before;
  const { said, traffic } = moved(details, before);
  const version = candidateWords(outcome);
  const isDeleted = !watched && policyOf(details) === 'revertAndDeleteCandidate';
  return {
    question: `Revert ${aliasWords(details)}${before === undefined ? '' : ` to ${routingSentence(before)}`}?`,
    lead: said ?? `${aliasWords(details)} goes back to what it served before this execution.`,
    traffic,
    lines: [
      watched
        ? { icon: 'info', text: 'The watch ends. The stage stays as it has ended.' }
        : { icon: 'failed', text: 'The stage ends as failed, and says who reverted it.' },
      isDeleted
        ? { icon: 'warning', text: `${version} is deleted afterwards, as the stage is configured.` }
        : { icon: 'info', text: `${version} is kept, without traffic.` },
    ],
  };
}

const EFFECTS: Readonly<Record<RolloutAction, (details: StageDetails, asked: Asked) => ActionEffect>> = {
  promote: promoteEffect,
  skipHold: skipHoldEffect,
  hold: holdEffect,
  continue: continueEffect,
  revert: revertEffect,
};

/** What an action would do, from the last outcome. */
export const actionEffect = (verb: RolloutAction, details: StageDetails, asked: Asked): ActionEffect =>
  EFFECTS[verb](details, asked);
