import { checkStage, fieldMetaOf, routeDefinition, STRATEGIES, type Strategy } from '../../stage-contract/src';

type RouteField = keyof typeof routeDefinition.schema.shape;
type Fields = Readonly<Partial<Record<RouteField, unknown>>>;

const TARGET: Fields = { account: 'prod', region: 'eu-west-1', functionName: 'checkout', aliasName: 'live' };

/** The least that a Route of each strategy needs. */
const LEAST: Readonly<Record<Strategy, Fields>> = {
  $SIMPLE: { versionNameA: '$LATEST' },
  $WEIGHTED: { versionNameA: '$LATEST', trafficPercentA: 10, versionNameB: '$PREVIOUS' },
  $BLUEGREEN: { healthCheck: { invokePayload: {} } },
  $GRADUAL: { steps: [{ weightPercent: 10 }] },
};

const artifact = { artifact: { type: 'embedded/base64', reference: 'e30=' } };

/** What a row of the table is about, and ways to write it. */
const ROWS: readonly { label: string; ways: readonly Fields[] }[] = [
  { label: '`versionNameA` (`versionNumberA`)', ways: [{ versionNameA: '$PROVIDED', versionNumberA: '41' }] },
  { label: '`trafficPercentA`', ways: [{ trafficPercentA: 25 }] },
  { label: '`versionNameB` (`versionNumberB`)', ways: [{ versionNameB: '$PROVIDED', versionNumberB: '40' }] },
  { label: '`trafficPercentB`', ways: [{ trafficPercentB: 90 }] },
  { label: '`steps` or `preset`', ways: [{ steps: [{ weightPercent: 20 }] }, { preset: 'LambdaAllAtOnce' }] },
  {
    label: '`healthCheck`, or `payloadArtifact` and `outputArtifact` with `timeout`',
    ways: [{ healthCheck: { invokePayload: 1 } }, { payloadArtifact: artifact, outputArtifact: artifact, timeout: 5 }],
  },
  { label: '`provisionedConcurrentExecutions` above 0', ways: [{ provisionedConcurrentExecutions: 5 }] },
  {
    label: '`guards`',
    ways: [{ guards: [{ metric: 'errorRate' }], steps: [{ weightPercent: 10, holdSeconds: 600 }] }],
  },
  { label: '`bakeSeconds`', ways: [{ bakeSeconds: 600 }] },
  { label: '`revertUnlessPromotedWithinSeconds`', ways: [{ revertUnlessPromotedWithinSeconds: 3600 }] },
];

/**
 * Which fields a Route of each strategy needs, may have, refuses and leaves unused: what the contract's rules do with
 * them, tried out.
 */
export function strategyTable(): string[] {
  const rows = ROWS.map(
    ({ label, ways }) => `| ${[label, ...STRATEGIES.map((one) => cellOf(one, ways))].join(' | ')} |`,
  );
  return [
    '## Fields by strategy',
    '',
    `| Field | ${STRATEGIES.map((strategy) => `\`${strategy}\``).join(' | ')} |`,
    `|---|${STRATEGIES.map(() => '---|').join('')}`,
    ...rows,
    '',
    'Every other field is the same for all strategies. A refused field fails the stage before anything is changed; `trafficPercentA` may be 100 everywhere, because that is what Spinnaker’s own form writes. An unused one is ignored, with a warning if it is a health check.',
    '',
  ];
}

function cellOf(strategy: Strategy, ways: readonly Fields[]): string {
  const names = new Set(ways.flatMap((way) => Object.keys(way)));
  const without = Object.fromEntries(Object.entries(LEAST[strategy]).filter(([name]) => !names.has(name)));
  const problemsOf = (fields: Fields): string[] =>
    checkStage(routeDefinition.type, { ...TARGET, deploymentStrategy: strategy, ...without, ...fields })
      .problems.map(({ field }) => field.split('.')[0] ?? '')
      .filter((name) => names.has(name));
  const uses = [...names].some((name) => strategiesOf(name as RouteField).includes(strategy));
  if (ways.every((way) => problemsOf(way).length > 0)) return 'refused';
  if (!uses) return 'unused';
  return problemsOf({}).length > 0 ? '**required**' : 'optional';
}

const strategiesOf = (name: RouteField): readonly string[] =>
  fieldMetaOf(routeDefinition.schema.shape[name]).strategies ?? STRATEGIES;
