/**
 * Who may import whom. Each list names what is allowed, and the rest is forbidden; imports of types and circles of types count like others.
 * Workspaces: deck-plugin → stage-contract ← orca-stages-ts; strict-lambda stands alone; nothing uses sandbox or test, which may use all.
 * Inside the sidecar: cli → http → engine → (stages | aws | journal) → model → stage-contract.
 */
const { workspaces } = require('./package.json');

/** What a workspace may import from the others. */
const WORKSPACES = {
  'stage-contract': [],
  'strict-lambda': [],
  'deck-plugin': ['stage-contract'],
  'orca-stages-ts': ['stage-contract'],
};

/** What a folder of the sidecar may import of the others, beside the model, on which all stand. */
const SIDECAR = {
  model: [],
  seal: [],
  stages: [],
  aws: [],
  journal: [],
  orca: [],
  events: [],
  // The engine gets stages and the AWS port from outside: it only knows their types, which are in the model.
  engine: ['journal'],
  // The journal, seal and events folders know whether a journal file and a key can be used, and a check before the start
  // reports it.
  config: ['journal', 'seal', 'events'],
  http: ['engine', 'config', 'orca'],
  // The least-privilege IAM policy is derived from the declarations of AWS's services; journals are inspected and
  // backed up without a sidecar.
  cli: ['http', 'config', 'stages', 'aws', 'journal'],
};

const TESTS = '\\.test\\.tsx?$|/testing/';
const SRC = '^orca-stages-ts/src';
const anyOf = (names) => `(${names.join('|')})`;

const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

const workspaceRule = (name, from, allowed) =>
  forbid(name, from, { path: `^${anyOf(workspaces)}/`, pathNot: `^${anyOf(allowed)}/` });

// npm puts a package into the workspace's own node_modules if another version is needed elsewhere; that is not one of
// the sidecar's folders.
const folderRule = (name, from, allowed, files = []) =>
  forbid(name, from, { path: '^orca-stages-ts/(?!node_modules/)', pathNot: [`${SRC}/${anyOf(allowed)}/`, ...files] });

/**
 * What the engine needs from the model: how operations and stages are made, but not what stages are about (aliases,
 * routings, functions, calls).
 */
const ENGINE_MODEL = [
  'applied',
  'ask',
  'awsPort',
  'awsStageError',
  'clock',
  'followUp',
  'inertText',
  'keyedAccount',
  'journalTrouble',
  'log',
  'mergeReport',
  'operationFacts',
  'orcaPort',
  'pins',
  'plan',
  'recovery',
  'report',
  'sealer',
  'stage',
  'stageAsks',
  'stageContext',
  'stageEvents',
  'stageFollowUps',
  'step',
  'storedDocument',
  'target',
  'undo',
  'wordedFailure',
];

/** serve.ts assembles the sidecar, and the command line starts it. */
const CLI_FILES = [`${SRC}/serve\\.ts$`, '^orca-stages-ts/package\\.json$'];

module.exports = {
  forbidden: [
    forbid('no-circles', {}, { circular: true }),
    // Including tests: they start the strict Lambda themselves.
    forbid('nothing-uses-sandbox', { pathNot: '^(sandbox|test)/' }, { path: '^(sandbox|test)/' }),
    ...Object.entries(WORKSPACES).map(([name, allowed]) =>
      workspaceRule(`${name}-among-workspaces`, { path: `^${name}/`, pathNot: TESTS }, [name, ...allowed]),
    ),
    ...Object.entries(WORKSPACES).map(([name, allowed]) =>
      workspaceRule(`${name}-tests-among-workspaces`, { path: `^${name}(?=/).*(${TESTS})` }, [
        name,
        ...allowed,
        // Stages are tested against the strict Lambda.
        ...(name === 'orca-stages-ts' ? ['strict-lambda'] : []),
      ]),
    ),
    ...Object.entries(SIDECAR).flatMap(([folder, allowed]) => {
      const path = `${SRC}/${folder}/`,
        both = [folder, 'model', ...allowed],
        files = folder === 'cli' ? CLI_FILES : [];
      return [
        folderRule(`sidecar-${folder}`, { path, pathNot: TESTS }, both, files),
        folderRule(
          `sidecar-${folder}-tests`,
          { path: `${SRC}/${folder}(?=/).*(${TESTS})` },
          [...both, 'testing'],
          files,
        ),
      ];
    }),
    // The benches combine engine, stages, AWS and journal as serve.ts does, so they are above those. They don't need
    // HTTP and configuration.
    folderRule('sidecar-testing', { path: `${SRC}/testing/` }, [
      'testing',
      'engine',
      'stages',
      'aws',
      'journal',
      'seal',
      'model',
    ]),
    forbid('testing-is-for-tests', { path: '^(?!test/)', pathNot: TESTS }, { path: '/testing/' }),
    // A stage's folder may import itself and what stages share; what they share knows no stage.
    forbid(
      'stages-do-not-reach-into-each-other',
      { path: `${SRC}/stages/([^/]+)/` },
      { path: `${SRC}/stages/`, pathNot: `${SRC}/stages/($1|shared)/` },
    ),
    // Each AWS service is a folder that knows no other service, and their common code knows none of them. Two files
    // list them.
    forbid(
      'services-do-not-reach-into-each-other',
      { path: `${SRC}/aws/([^/]+)/` },
      { path: `${SRC}/aws/`, pathNot: [`${SRC}/aws/$1/`, `${SRC}/aws/(?!createAwsPort|services)[^/]+$`] },
    ),
    forbid(
      'aws-knows-no-service',
      { path: `${SRC}/aws/[^/]+$`, pathNot: [TESTS, `${SRC}/aws/(createAwsPort|services)\\.ts$`] },
      { path: [`${SRC}/aws/[^/]+/`, 'node_modules/@aws-sdk/client-'] },
    ),
    // Few sidecars send events to AWS: these clients take no memory and no time before there is one.
    forbid(
      'clients-of-events-load-on-first-use',
      { path: `${SRC}/`, pathNot: TESTS },
      { path: 'node_modules/@aws-sdk/client-(sns|eventbridge)/', dynamic: false, dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'engine-knows-no-aliases',
      { path: `${SRC}/engine/`, pathNot: TESTS },
      { path: `${SRC}/model/`, pathNot: `${SRC}/model/${anyOf(ENGINE_MODEL)}\\.ts$` },
    ),
    // zod: shapes of what is stored; lru-cache: documents that were read recently.
    forbid(
      'model-has-no-io',
      { path: `${SRC}/model/`, pathNot: TESTS },
      { pathNot: [`${SRC}/model/`, '^stage-contract/', 'node_modules/(zod|lru-cache)/'] },
    ),
    // Tests read files; the contract itself is loaded by a browser, too.
    forbid(
      'contract-has-no-io',
      { path: '^stage-contract/src/', pathNot: TESTS },
      { pathNot: ['^stage-contract/', '^node_modules/zod/'] },
    ),
    // Tests look at AWS, and change it, as somebody else would.
    forbid(
      'sdk-only-in-aws',
      { path: '^(orca-stages-ts|stage-contract|deck-plugin)/', pathNot: [`${SRC}/aws/`, TESTS] },
      { path: 'node_modules/@(aws-sdk|smithy)/' },
    ),
    forbid(
      'deck-stages-stand-alone',
      { path: '^deck-plugin/src/stages/([^/]+)/' },
      { path: '^deck-plugin/src/stages/(?!$1/)[^/]+/' },
    ),
    forbid(
      'only-the-registry-reaches-into-deck-stages',
      { path: '^deck-plugin/src/(?!stages/)' },
      { path: '^deck-plugin/src/stages/[^/]+/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Only our own builds: it matters which libraries we import, not what they import.
    exclude: { path: '^(?!.*node_modules/).*/(dist|build)/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
