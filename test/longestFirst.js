const { existsSync } = require('node:fs');
const { join } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/**
 * The files that take longest (10 to 120 s of a quiet core), longest first. The order need not be exact. It is a list
 * because on a fresh clone jest knows no durations and uses file sizes, which say nothing.
 */
const LONGEST = [
  'test/iam/leastPrivilege',
  'test/browser/canary',
  'test/stress/lasting',
  'test/stress/foreignChanges',
  'test/process/replicas',
  'test/crash/representative',
  'test/process/killed',
  'test/storedJournals/storedJournals',
  'test/stress/passingFaults',
  'test/process/rates',
  'test/sim/sim',
  'test/sim/seedsFrom1',
  'test/sim/seedsFrom51',
  'test/sim/seedsFrom101',
  'test/sim/seedsFrom151',
  'orca-stages-ts/src/engine/leases',
  'test/browser/forms',
  'test/browser/actions',
  'test/browser/gradual',
  'test/browser/conversion',
  'test/browser/details',
  'deck-plugin/src/stages/invoke/Form',
  'deck-plugin/src/form/LambdaStageForm',
  'orca-stages-ts/src/stages/notUnderstood',
  'test/stress/foreignTags',
  'orca-stages-ts/src/stages/route/revertTimer',
  'orca-stages-ts/src/engine/createEngine',
  'test/bench/manyDeployments',
  'test/trust/silence',
  'test/process/killedWhileTelling',
  'test/cases/events',
  'test/trust/eventsToAws',
  'test/cases/rollingBack',
  'test/storedJournals/mixedReplicas',
  'orca-stages-ts/src/engine/faults',
  'test/storedJournals/rolledBack',
  'orca-stages-ts/src/stages/stageFamily',
  'orca-stages-ts/src/stages/invoke/invokeStage',
  'test/orca-contract/replay',
  'orca-stages-ts/src/engine/holdAt',
  'orca-stages-ts/src/engine/accountNames',
  'test/storedJournals/otherName',
  'deck-plugin/src/fields/fieldControls',
  'test/stress/slowAws',
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
