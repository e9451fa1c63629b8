import { STAGE_TYPES, type Outcome, type StageType } from 'stage-contract';
import { replaceWords } from 'stage-contract/src/testing/replaceWords';
import * as acted from './fixtures/actedOutcomes';
import { decisionsOf } from './fixtures/decisionsOf';
import * as further from './fixtures/furtherOutcomes';
import * as others from './fixtures/otherOutcomes';
import * as routes from './fixtures/routeOutcomes';
import * as watched from './fixtures/watchedOutcomes';
import { withOtherWords } from './fixtures/withOtherWords';

const outcomes: readonly (readonly [string, Outcome])[] = Object.entries({
  ...routes,
  ...others,
  ...further,
  ...watched,
  ...acted,
});

/** Orca's own words for a stage's status; any outcome can occur with any of them. */
const STATUSES = ['RUNNING', 'SUCCEEDED', 'TERMINAL', 'CANCELED'] as const;

const cases = outcomes.flatMap(([name, outcome]) => STATUSES.map((status) => [name, status, outcome] as const));

const typeOf = ({ stageType }: Outcome): StageType => STAGE_TYPES.find((type) => type === stageType) ?? STAGE_TYPES[0];

describe('with every word replaced, the details', () => {
  it.each(cases)('decide the same about %s if Orca says %s', (_name, status, outcome) => {
    const before = decisionsOf(typeOf(outcome), status, outcome);
    const words = replaceWords();

    const after = decisionsOf(typeOf(outcome), status, withOtherWords(outcome));
    words.restore();

    expect(after).toEqual(before);
  });

  it('do say something else', () => {
    const { progress, steps, failure, warnings } = withOtherWords(further.gradualFailed);

    expect([progress, failure?.what, steps.map(({ sentence }) => sentence), warnings]).not.toEqual([
      further.gradualFailed.progress,
      further.gradualFailed.failure?.what,
      further.gradualFailed.steps.map(({ sentence }) => sentence),
      further.gradualFailed.warnings,
    ]);
    expect(JSON.stringify(withOtherWords(further.gradualFailed))).not.toMatch(/Failed:|Hold at|live →/);
  });
});
