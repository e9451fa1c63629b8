import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isStageType, parseStage, STAGE_TYPES, type Outcome, type StageType } from 'stage-contract';
import { actionsOfCalls, listedActions } from '../testing/iamActions';
import { skippingClock, type SkippingClock } from '../testing/skippingClock';
import { startBench, type StageBench } from '../testing/stageBench';
import type { StageExample } from './shared/examples/stageExample';
import { stageRegistry } from './stageRegistry';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';

const FOLDERS = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(__dirname, entry.name, 'index.ts')))
  .map((entry) => entry.name);

/** What every stage's folder contains; a stage may have additional files under their own names. */
const GRAMMAR = [
  'index.ts',
  'observe.ts',
  'plan.ts',
  'apply.ts',
  'recover.ts',
  'finish.ts',
  'steps.ts',
  'examples.ts',
  'readme.md',
];
/** The parts that the registry runs. Each is in the file of its name, such as `planRoute` in `route/plan.ts`. */
const PARTS = ['observe', 'plan', 'apply', 'recover', 'finish'] as const;

async function exportsOf(folder: string, file: string): Promise<ReadonlyMap<string, unknown>> {
  const module: unknown = await import(`./${folder}/${file}`);
  return new Map(typeof module === 'object' && module !== null ? Object.entries(module) : []);
}

const isExamples = (value: unknown): value is readonly StageExample[] =>
  Array.isArray(value) &&
  value.every((entry) => typeof entry === 'object' && entry !== null && 'title' in entry && 'stage' in entry);

async function examplesOf(folder: string): Promise<readonly StageExample[]> {
  return [...(await exportsOf(folder, 'examples')).values()].filter(isExamples).flat();
}

function typeOf({ stage, title }: StageExample): StageType {
  const type = stage['type'];
  if (typeof type === 'string' && isStageType(type)) return type;
  throw new Error(`The example "${title}" has no known type.`);
}

/** Polls as Orca does until the stage has ended; holds of minutes pass immediately. */
async function endedWithoutHolding(bench: StageBench, clock: SkippingClock, id: string): Promise<Outcome> {
  return eventually(`the end of ${id}`, async () => {
    const outcome = await bench.engine.poll(id);
    if (outcome === undefined) throw new Error(`There is no operation ${id}.`);
    if (outcome.hold !== undefined) clock.skip(30_000);
    return outcome.status === 'RUNNING' ? new NotYet(outcome.progress) : outcome;
  });
}

/** What an example finds: a function with two versions and an alias at the first, and code to deploy. */
async function runExample(
  example: StageExample,
): Promise<{ failure: string | undefined; actions: string[]; outputs: Record<string, unknown> }> {
  const clock = skippingClock();
  const bench = await startBench({ clock });
  try {
    await bench.putCode('checkout.zip', 'one');
    const deployment = {
      functionName: 'checkout',
      s3bucket: 'builds',
      s3key: 'checkout.zip',
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      role: 'arn:aws:iam::123456789012:role/checkout',
      publish: true,
      aliases: ['live'],
    };
    await bench.run('Aws.LambdaDeploymentStage', deployment, { executionId: 'yesterday' });
    await bench.putCode('checkout.zip', 'two');
    if (typeOf(example) !== 'Aws.LambdaDeploymentStage')
      await bench.run('Aws.LambdaDeploymentStage', deployment, { executionId: 'today' });
    const id = await bench.begin(typeOf(example), { ...example.stage }, { executionId: 'today', stageId: 'example' });
    const outcome = await endedWithoutHolding(bench, clock, id);
    return {
      failure: outcome.failure?.code,
      outputs: outcome.outputs,
      actions: actionsOfCalls(outcome.awsCalls.map(({ call }) => call)),
    };
  } finally {
    await bench.close();
  }
}

it('has one folder for every type of stage', async () => {
  const types = (await Promise.all(FOLDERS.map(examplesOf))).map((examples) => examples[0]?.stage['type']);

  expect(types.sort()).toEqual([...STAGE_TYPES].sort());
});

describe.each(FOLDERS)('%s', (folder) => {
  it('has the files that every stage has, with the parts that the registry runs', async () => {
    const [example] = await examplesOf(folder);
    const stage = example === undefined ? undefined : stageRegistry[typeOf(example)];

    const missing = GRAMMAR.filter((file) => !existsSync(join(__dirname, folder, file)));
    const found = await Promise.all(
      PARTS.map(async (part) =>
        (await exportsOf(folder, part)).get(`${part}${folder.charAt(0).toUpperCase()}${folder.slice(1)}`),
      ),
    );

    expect(missing).toEqual([]);
    expect(found).toEqual(PARTS.map((part) => stage?.[part]));
    expect(found).not.toContain(undefined);
  });

  it('says what it does in its readme', () => {
    const readme = readFileSync(join(__dirname, folder, 'readme.md'), 'utf8');

    expect(readme).toMatch(/^# \S+/);
    expect(readme.length).toBeGreaterThan(300);
  });

  it('has at least two examples of its own type that are valid and cause no warning', async () => {
    const examples = await examplesOf(folder);

    const parsed = examples.map((example) => parseStage(typeOf(example), { ...example.stage }));

    expect(examples.length).toBeGreaterThanOrEqual(2);
    expect(new Set(examples.map(typeOf)).size).toBe(1);
    expect(parsed.map((result) => ({ ok: result.ok, warnings: result.warnings }))).toEqual(
      examples.map(() => ({ ok: true, warnings: [] })),
    );
  });

  it('reads its own input again as the same input: journal and restarts keep its meaning', async () => {
    for (const example of await examplesOf(folder)) {
      const type = typeOf(example);
      const once = parseStage(type, { ...example.stage });
      const twice = once.ok
        ? parseStage(type, JSON.parse(JSON.stringify(once.input)) as Record<string, unknown>)
        : once;

      expect(twice).toEqual(once);
    }
  });

  it('lists the IAM action of every call that its examples make, and ignores its own outputs on a restart', async () => {
    const missing: Record<string, string[]> = {};
    const restarted: unknown[] = [],
      firstRead: unknown[] = [];
    for (const example of await examplesOf(folder)) {
      const { actions, failure, outputs } = await runExample(example);
      const listed = listedActions(stageRegistry[typeOf(example)]);

      firstRead.push(parseStage(typeOf(example), { ...example.stage }));
      restarted.push(
        parseStage(typeOf(example), {
          ...example.stage,
          lambdaStages: { outcome: { outputs } },
          lastModifiedBy: 'demo',
          restartDetails: { restartedBy: 'demo' },
        }),
      );
      expect(failure).not.toBe('internal');
      // One stage asks only other operations.
      expect(actions.length > 0).toBe(listed.length > 0);
      const left = actions.filter((action) => !listed.includes(action));
      if (left.length > 0) missing[example.title] = left;
    }

    expect(missing).toEqual({});
    expect(restarted).toEqual(firstRead);
  }, 30_000);
});
