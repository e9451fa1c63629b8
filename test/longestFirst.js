const { existsSync } = require('node:fs');
const { join } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/**
 * The files that take longest (10 to 120 s of a quiet core), longest first. The order need not be exact. It is a list
 * because on a fresh clone jest knows no durations and uses file sizes, which say nothing.
 */
const LONGEST = [
  'test/stress/refusedCalls',
  'test/stress/lasting',
  'test/browser/canary',
  'test/stress/lostAnswers',
  'test/process/replicas',
  'test/stress/foreignChanges',
  'deck-plugin/src/stages/invoke/Form',
  'test/crash/representative',
  'test/browser/forms',
  'test/storedJournals/storedJournals',
  'deck-plugin/src/form/LambdaStageForm',
  'test/process/killed',
  'test/process/rates',
  'test/bench/manyDeployments',
  'orca-stages-ts/src/stages/notUnderstood',
  'orca-stages-ts/src/engine/leases',
  'test/browser/gradual',
  'test/storedJournals/rolledBack',
  'deck-plugin/src/fields/fieldControls',
  'test/storedJournals/mixedReplicas',
  'orca-stages-ts/src/stages/route/revertTimer',
  'orca-stages-ts/src/stages/resume',
  'deck-plugin/src/stages/route/gradual/gradualForm',
  'orca-stages-ts/src/engine/faults',
  'orca-stages-ts/src/engine/createEngine',
  'test/stress/slowAws',
  'test/stress/foreignTags',
  'test/aws-facts/awsFacts',
];

// Stryker's copy lacks some workspaces.
const isThere = (path) => existsSync(join(__dirname, '..', path));
const GONE = LONGEST.filter(
  (file) => isThere(/^(test|[^/]+.src)/.exec(file)[0]) && !isThere(`${file}.test.ts`) && !isThere(`${file}.test.tsx`),
);
if (GONE.length > 0) throw new Error(`test/longestFirst.js lists files that do not exist: ${GONE.join(', ')}`);

/** Starts the longest files first, so that at the end no core is idle while the other one runs the longest file. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const index = LONGEST.findIndex((file) => path.includes(`/${file}.test.`));
      return index === -1 ? LONGEST.length : index;
    };
    // The sort is stable: the others keep jest's own order.
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
