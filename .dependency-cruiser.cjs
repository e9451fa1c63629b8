/** Dependencies point one way: deck-plugin → stage-contract ← orca-stages-ts; http, cli → engine → stages → aws; strict-lambda stands alone; nothing uses sandbox or test. */
const inTests = '\\.test\\.tsx?$|/testing/|/examples/';
const forbid = (name, from, to, fromNot = inTests) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: fromNot },
  to: { path: to },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    forbid('contract-stands-alone', '^stage-contract/', '^(orca-stages-ts|deck-plugin|strict-lambda|sandbox|test)/'),
    forbid('contract-has-no-io', '^stage-contract/src', '^node:|node_modules/(react|@aws-sdk|fastify)'),
    forbid('plugin-knows-only-the-contract', '^deck-plugin/src', '^(orca-stages-ts|strict-lambda|sandbox|test)/'),
    forbid('sidecar-knows-only-the-contract', '^orca-stages-ts/src', '^(deck-plugin|strict-lambda|sandbox|test)/'),
    // Tests included: they use strict-lambda, never what starts it.
    forbid('sidecar-tests-know-no-sandbox', '^orca-stages-ts/src', '^(deck-plugin|sandbox|test)/', '^$'),
    forbid(
      'strict-lambda-stands-alone',
      '^strict-lambda/',
      '^(stage-contract|orca-stages-ts|deck-plugin|sandbox|test)/',
      '^$',
    ),
    forbid('sdk-only-in-aws', '^orca-stages-ts/src/(?!aws/)', 'node_modules/@aws-sdk'),
    forbid(
      'stages-know-no-engine-but-its-words',
      '^orca-stages-ts/src/stages',
      '^orca-stages-ts/src/(http|cli|journal|config|engine/(?!target|clock))',
    ),
    forbid(
      'aws-knows-no-stages',
      '^orca-stages-ts/src/aws',
      '^orca-stages-ts/src/(stages|journal|http|cli|engine/(?!target|clock))',
    ),
    forbid('engine-knows-no-edge', '^orca-stages-ts/src/(engine|journal)', '^orca-stages-ts/src/(http|cli)'),
    forbid(
      'stages-do-not-reach-into-each-other',
      '^orca-stages-ts/src/stages/(deployment|updateCode|route|invoke|delete)/',
      '^orca-stages-ts/src/stages/(?!$1/|shared/|stage\\.ts)',
    ),
    forbid('deck-stages-stand-alone', '^deck-plugin/src/stages/([^/]+)/', '^deck-plugin/src/stages/(?!$1/)[^/]+/'),
    forbid(
      'only-the-registry-reaches-into-deck-stages',
      '^deck-plugin/src/(?!stages/)',
      '^deck-plugin/src/stages/[^/]+/',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|build)/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
