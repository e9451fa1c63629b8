const { env } = require('node:process');

const SIDECAR = 'orca-stages-ts/src';

const inEngine = (names, extension) => names.map((name) => `${SIDECAR}/engine/${name}${extension}`);

/** Files of the engine, by the tests of the engine with stages of their own. */
const engine = (files, tests) => ({ mutate: inEngine(files, '.ts'), tests: inEngine(tests, '.test.ts') });

/** What a stage decides on its own, without AWS: its plan and its failure policy. */
const decisions = (stage, tests) => ({
  mutate: [`${SIDECAR}/stages/${stage}/plan*.ts`, `${SIDECAR}/stages/${stage}/recover.ts`],
  tests: tests.map((test) => `${SIDECAR}/stages/${stage}/${test}.test.ts`),
});

/**
 * The rooms in which `npm run test:mutants` changes code, each with the tests that judge it. A mutant that survives has
 * run all tests of its room that reach it, so only quick tests are listed here: tests that run whole stages cost up to a
 * second each.
 */
const ROOMS = {
  contract: { mutate: ['stage-contract/src/**/*.ts'], tests: ['stage-contract/src/**/*.test.ts'] },
  // What the engine computes without a journal.
  engineParts: {
    mutate: [
      ...inEngine(['buildOutcome', 'busyPlaces', 'describeFailure', 'retryOf', 'semaphore', 'timing'], '.ts'),
      `${SIDECAR}/model/mergeReport.ts`,
    ],
    tests: [
      ...inEngine(['buildOutcome', 'describeFailure', 'retryOf', 'semaphore', 'timing'], '.test.ts'),
      `${SIDECAR}/model/mergeReport.test.ts`,
    ],
  },
  engineSteps: engine(
    ['applyStep', 'holdAt', 'observeAndPlan'],
    ['applyStep', 'holdAt', 'observeAndPlan', 'advanceOperation', 'failurePolicy', 'followUps', 'leaveNotUnderstood'],
  ),
  engineFailures: engine(
    ['recoverOperation', 'begunWork', 'endOperation'],
    ['endOperation', 'failurePolicy', 'attempts', 'advanceOperation', 'followUps', 'faults'],
  ),
  engineUndo: engine(
    ['leaveNotUnderstood', 'undoRecords', 'undoStep', 'notUnderstood'],
    ['leaveNotUnderstood', 'followUps', 'attempts'],
  ),
  engineFollowUps: engine(['followUps'], ['followUps']),
  engineTurns: engine(
    ['advanceOperation', 'operationRun', 'postponeOperation'],
    ['advanceOperation', 'applyStep', 'attempts', 'failurePolicy', 'faults'],
  ),
  engineLoop: engine(
    ['createEngine', 'heartbeats', 'sweepJournal', 'newOperationRow'],
    ['createEngine', 'heartbeats', 'sweepJournal', 'leases', 'advanceOperation'],
  ),
  ledger: {
    mutate: [`${SIDECAR}/stages/shared/aliasLedger/*.ts`],
    tests: [`${SIDECAR}/stages/shared/aliasLedger/*.test.ts`, `${SIDECAR}/stages/{deployment,route}/plan*.test.ts`],
  },
  route: decisions('route', ['plan', 'planCommitments', 'planGradual', 'planPins', 'plannedCheck']),
  deployment: decisions('deployment', ['plan*', 'recover']),
  updateCode: decisions('updateCode', ['plan']),
  invoke: decisions('invoke', ['plan']),
  delete: decisions('delete', ['plan']),
};

/** The rooms of this run: the one in `MUTANT_ROOM`, or all. */
const chosen = () => {
  const name = env.MUTANT_ROOM;
  if (name === undefined) return Object.values(ROOMS);
  const room = ROOMS[name];
  if (room === undefined)
    throw new Error(`There is no room ${name}: MUTANT_ROOM is one of ${Object.keys(ROOMS).join(', ')}.`);
  return [room];
};

module.exports = {
  mutate: chosen().flatMap((room) => room.mutate),
  tests: chosen().flatMap((room) => room.tests),
  name: env.MUTANT_ROOM ?? 'all',
};
