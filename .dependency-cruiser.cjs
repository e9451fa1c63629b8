/**
 * Who may import whom. Each list names what is allowed, and the rest is forbidden; imports of types and circles of types count like others.
 * Workspaces: deck-plugin → stage-contract ← orca-stages-ts; strict-lambda stands alone; nothing uses sandbox or test, which may use all.
 * Inside the sidecar: cli → http → engine → (stages | aws | journal) → model → stage-contract.
 */
const { workspaces } = require('./package.json');

/** What a workspace may import of the others. */
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
  // Stages and the port to AWS are handed to the engine: it knows their shapes, which are the model's.
  engine: ['journal'],
  // Whether a journal's file and a key can be used is known to journal and seal, and told before a start.
  config: ['journal', 'seal'],
  http: ['engine', 'config'],
  // The least IAM policy is derived from the declarations of AWS's services; a journal is looked at and backed up without a sidecar.
  cli: ['http', 'config', 'stages', 'aws', 'journal'],
};

const TESTS = '\\.test\\.tsx?$|/testing/';
const SRC = '^orca-stages-ts/src';
const anyOf = (names) => `(${names.join('|')})`;

const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

const workspaceRule = (name, from, allowed) =>
  forbid(name, from, { path: `^${anyOf(workspaces)}/`, pathNot: `^${anyOf(allowed)}/` });

// npm puts a package into the workspace's own node_modules when another version is wanted elsewhere; that is no folder of the sidecar.
const folderRule = (name, from, allowed, files = []) =>
  forbid(name, from, { path: '^orca-stages-ts/(?!node_modules/)', pathNot: [`${SRC}/${anyOf(allowed)}/`, ...files] });

/** What the engine needs of the model: how operations and stages are made, not what stages are about (aliases, routings, functions, calls). */
const ENGINE_MODEL = [
  'applied',
  'awsPort',
  'awsStageError',
  'clock',
  'contextKeys',
  'followUp',
  'log',
  'mergeReport',
  'operationFacts',
  'pins',
  'plan',
  'recovery',
  'report',
  'sealer',
  'stage',
  'stageContext',
  'stageFollowUps',
  'step',
  'storedDocument',
  'target',
  'undo',
];

/** serve.ts puts the sidecar together, which the command line starts. */
const CLI_FILES = [`${SRC}/serve\\.ts$`, '^orca-stages-ts/package\\.json$'];

module.exports = {
  forbidden: [
    forbid('no-circles', {}, { circular: true }),
    // Tests included: they start the strict Lambda themselves.
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
    // The benches put engine, stages, AWS and journal together as serve.ts does, so they stand above those. HTTP and configuration are none of theirs.
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
    // A stage's folder knows itself and what stages share, which knows no stage.
    forbid(
      'stages-do-not-reach-into-each-other',
      { path: `${SRC}/stages/([^/]+)/` },
      { path: `${SRC}/stages/`, pathNot: `${SRC}/stages/($1|shared)/` },
    ),
    // Each service of AWS is a folder, which knows no other service; what is common to them knows none. Two files list them.
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
    forbid(
      'engine-knows-no-aliases',
      { path: `${SRC}/engine/`, pathNot: TESTS },
      { path: `${SRC}/model/`, pathNot: `${SRC}/model/${anyOf(ENGINE_MODEL)}\\.ts$` },
    ),
    // zod: shapes of what is stored; lru-cache: what has been read of it lately.
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
    // Tests look at AWS, and change it, as somebody else does.
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
    // Only our own builds: what a library imports is no matter, but which library is.
    exclude: { path: '^(?!.*node_modules/).*/(dist|build)/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
