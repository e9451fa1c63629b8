import type { NativeDifferenceCode } from '../messages/nativeDifferenceWords';
import type { StageType } from '../stageDefinition';

/** Some of the differences that converting makes, in the few words that fit into a notice. */
interface DifferenceBrief {
  differences: readonly NativeDifferenceCode[];
  /** `alias`: the alias, by its name or as "the alias". */
  words(alias: string): string;
}

/** How a stage's notice in Deck describes the difference that converting makes. */
export interface ConversionNote {
  /** What only Lambda Stages can do, as the beginning of a sentence that ends in "need Lambda Stages". */
  needs: string;
  briefs: readonly DifferenceBrief[];
}

/** The notice of each stage. docs/migrating.md and the command line say the same differences at length. */
export const CONVERSION_NOTES: Readonly<Record<StageType, ConversionNote>> = {
  'Aws.LambdaDeploymentStage': {
    needs: 'A check of the code’s hash, and settings for each event source',
    briefs: [
      {
        differences: ['existingAliasesKeepRouting'],
        words: () => 'existing aliases keep their routing, until a Route moves it',
      },
      {
        differences: ['unlistedSourcesStay', 'otherTagsStay', 'reservedStays'],
        words: () => 'event sources, tags and concurrency that the stage does not list stay as they are',
      },
    ],
  },
  'Aws.LambdaUpdateCodeStage': {
    needs: 'A check of the code’s hash, and the report of what was changed',
    briefs: [
      {
        differences: ['unchangedCodeIsReused'],
        words: () => 'code that has not changed is not published again: the newest version is reused',
      },
    ],
  },
  'Aws.LambdaTrafficRoutingStage': {
    needs: 'Gradual steps, health checks with several attempts, and the revert timer',
    briefs: [
      {
        differences: ['baselineStaysMain'],
        words: () => 'the baseline stays the main version until the candidate is promoted',
      },
      { differences: ['failureReverts'], words: (alias) => `a failure reverts ${alias} to what it served before` },
    ],
  },
  'Aws.LambdaInvokeStage': {
    needs: 'Expectations, and calls of a version without an alias',
    briefs: [
      { differences: ['functionErrorFails'], words: () => 'a function error fails the stage, unless it is expected' },
      {
        differences: ['calledOnce'],
        words: () => 'without a number of calls, the function is called once',
      },
    ],
  },
  'Aws.LambdaDeleteStage': {
    needs: 'Keeping versions by age, and the protection of versions in use',
    briefs: [
      {
        differences: ['versionInUseIsKept'],
        words: () => 'a version that an alias serves is kept, with a warning',
      },
      {
        differences: ['retentionIsRequired'],
        words: () => '“Older versions” needs the number of versions to keep',
      },
    ],
  },
  'Aws.LambdaRolloutActionStage': { needs: 'Actions on a rollout that is under way', briefs: [] },
};
