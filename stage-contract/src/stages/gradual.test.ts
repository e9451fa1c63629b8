import { checkStage, parseStage } from '../parseStage';
import { deadlineAfter, stageTimeoutFor, stageTimeoutIn } from '../stageDeadline';
import { durationWords } from '../durationWords';
import {
  expandGradual,
  GRADUAL_PRESETS,
  holdSecondsOf,
  longestSecondsOf,
  plannedWeights,
  presetSteps,
  type GradualPreset,
  type GradualStep,
} from './gradualSteps';

const TYPE = 'Aws.LambdaTrafficRoutingStage';
const route = {
  account: 'local',
  region: 'us-east-1',
  functionName: 'checkout',
  aliasName: 'live',
  deploymentStrategy: '$GRADUAL',
};
const at = (weightPercent: number, holdSeconds?: number): GradualStep => ({
  weightPercent,
  ...(holdSeconds === undefined ? {} : { holdSeconds }),
});
const weights = (preset: GradualPreset): string =>
  plannedWeights({ preset })
    .map(({ afterSeconds, weightPercent }) => `${weightPercent}@${afterSeconds / 60}`)
    .join(' ');

function problems(fields: Record<string, unknown>): string[] {
  const parsed = parseStage(TYPE, { ...route, ...fields });
  return parsed.ok ? [] : parsed.problems.map(({ field, message }) => `${field} ${message}`);
}

describe('the presets', () => {
  it.each<[GradualPreset, string]>([
    ['LambdaCanary10Percent5Minutes', '10@0 100@5'],
    ['LambdaCanary10Percent10Minutes', '10@0 100@10'],
    ['LambdaCanary10Percent15Minutes', '10@0 100@15'],
    ['LambdaCanary10Percent30Minutes', '10@0 100@30'],
    ['LambdaLinear10PercentEvery1Minute', '10@0 20@1 30@2 40@3 50@4 60@5 70@6 80@7 90@8 100@9'],
    ['LambdaLinear10PercentEvery2Minutes', '10@0 20@2 30@4 40@6 50@8 60@10 70@12 80@14 90@16 100@18'],
    ['LambdaLinear10PercentEvery3Minutes', '10@0 20@3 30@6 40@9 50@12 60@15 70@18 80@21 90@24 100@27'],
    ['LambdaLinear10PercentEvery10Minutes', '10@0 20@10 30@20 40@30 50@40 60@50 70@60 80@70 90@80 100@90'],
    ['LambdaAllAtOnce', '100@0'],
  ])('%s means the weights %s, in percent at minutes', (preset, expected) => {
    expect(weights(preset)).toBe(expected);
  });

  it('are the nine of CodeDeploy, each equal to its steps written out', () => {
    expect(GRADUAL_PRESETS).toHaveLength(9);
    expect(GRADUAL_PRESETS.map((preset) => expandGradual({ steps: presetSteps(preset) }))).toEqual(
      GRADUAL_PRESETS.map((preset) => expandGradual({ preset })),
    );
  });

  it.each([
    'CodeDeployDefault.LambdaCanary10Percent5Minutes',
    'Canary10Percent5Minutes',
    ' LambdaCanary10Percent5Minutes ',
  ])('are also accepted as %s', (preset) => {
    const parsed = parseStage(TYPE, { ...route, preset });

    expect(parsed).toMatchObject({ ok: true, input: { preset: 'LambdaCanary10Percent5Minutes' } });
  });
});

describe('the steps', () => {
  it('end with the promotion, written or not', () => {
    const written = expandGradual({ steps: [at(10, 60), at(100)] });

    expect(written).toEqual([{ kind: 'weight', weightPercent: 10, holdSeconds: 60 }, { kind: 'promote' }]);
    expect(expandGradual({ steps: [at(10, 60)] })).toEqual(written);
  });

  it('keep the position of a check, and count its calls and pauses', () => {
    const steps = [at(10, 60), { check: { attempts: 3, intervalSeconds: 20 } }, { check: { attempts: 2 } }, at(50)];

    expect(expandGradual({ steps }).map((move) => (move.kind === 'check' ? move.index : move.kind))).toEqual([
      'weight',
      1,
      2,
      'weight',
      'promote',
    ]);
    expect([holdSecondsOf({ steps }), longestSecondsOf({ steps })]).toEqual([60, 180]);
  });

  it.each<[Record<string, unknown>, string[]]>([
    [{ steps: [at(10, 60), { check: {} }, at(50, 60), at(100)] }, []],
    [{ steps: [{ weightPercent: '10', holdSeconds: '60' }] }, []],
    [{ steps: [at(100)] }, []],
    [{ steps: [{ ...at(10), holdUntilContinued: true, continueWithinSeconds: 600 }] }, []],
    [
      { steps: [{ ...at(10, 60), holdUntilContinued: true, continueWithinSeconds: 600 }] },
      ['steps.0.holdUntilContinued cannot be combined with steps.0.holdSeconds; use one or the other'],
    ],
    [
      { steps: [{ ...at(10), continueWithinSeconds: 600 }] },
      [
        'steps.0.continueWithinSeconds belongs to steps.holdUntilContinued, which is not on; turn that on, or remove it',
      ],
    ],
    [
      { steps: [{ ...at(100), holdUntilContinued: true, continueWithinSeconds: 600 }] },
      [
        'steps.0.holdUntilContinued is not possible at 100%, because the rollout ends with the promotion; add a Wait stage after this one',
      ],
    ],
    [
      { steps: [{ check: {}, holdUntilContinued: true }] },
      ['steps.0.holdUntilContinued belongs to a weight, not to a check; hold the weight before it for longer'],
    ],
    [
      { steps: [{ ...at(10), holdUntilContinued: true, continueWithinSeconds: 604_801 }] },
      ['steps.0.continueWithinSeconds must be a whole number from 60 to 604800'],
    ],
    [{}, ['steps is required with $GRADUAL: a list of { weightPercent, holdSeconds } and { check }, or set preset']],
    [
      { steps: [] },
      ['steps is required with $GRADUAL: a list of { weightPercent, holdSeconds } and { check }, or set preset'],
    ],
    [{ steps: [at(10)], preset: 'LambdaAllAtOnce' }, ['steps cannot be combined with preset; use one or the other']],
    [{ preset: 'Canary' }, [`preset must be one of ${GRADUAL_PRESETS.join(', ')}`]],
    [
      { steps: [at(25), at(10)] },
      ['steps.1.weightPercent is 10, but an earlier weight is 25; each weight must be higher than the one before'],
    ],
    [
      { steps: [at(25), at(25)] },
      ['steps.1.weightPercent is 25, but an earlier weight is 25; each weight must be higher than the one before'],
    ],
    [{ steps: [at(0)] }, ['steps.0.weightPercent must be a whole number from 1 to 100']],
    [{ steps: [at(101)] }, ['steps.0.weightPercent must be a whole number from 1 to 100']],
    [{ steps: [at(100), { check: {} }] }, ['steps.0.weightPercent is 100, which is the promotion and must come last']],
    [
      { steps: [at(10), at(100, 60)] },
      [
        'steps.1.holdSeconds is not possible at 100%, because the rollout ends with the promotion; add a Wait stage after this one',
      ],
    ],
    [{ steps: [{}] }, ['steps.0 must be either { weightPercent, holdSeconds } or { check }']],
    [
      { steps: [{ weightPercent: 10, check: {} }] },
      ['steps.0 must be either { weightPercent, holdSeconds } or { check }'],
    ],
    [
      { steps: [{ check: {}, holdSeconds: 5 }] },
      ['steps.0.holdSeconds belongs to a weight, not to a check; hold the weight before it for longer'],
    ],
    [
      { steps: [{ check: { expect: { matches: '(' } } }] },
      ['steps.0.check.expect.matches is not a valid regular expression'],
    ],
    [
      { steps: [{ check: { invokePayload: 1, payloadArtifact: {} } }] },
      [
        'steps.0.check gives the payload more than once; keep one of steps.0.check.invokePayload and steps.0.check.payloadArtifact',
        'steps.0.check.payloadArtifact refers to an expected artifact by ID, which is not supported yet; provide the content inline (embedded/base64, or invokePayload)',
      ],
    ],
    [{ steps: [{ weightpercent: 10 }] }, ['steps.0.weightpercent is not a known name; did you mean weightPercent?']],
    [{ steps: Array.from({ length: 51 }, (_, index) => at(index + 1)) }, ['steps must have at most 50 entries']],
    [{ steps: [at(10)], healthCheck: {} }, []],
    [
      { steps: [at(10)], outputArtifact: { artifact: { type: 'embedded/base64', reference: 'e30=' } } },
      ['healthCheck is required with outputArtifact: how to call the candidate whose output is compared'],
    ],
    [
      { steps: [at(10)], deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' },
      ['steps belongs to $GRADUAL and is not used by $SIMPLE; choose $GRADUAL or remove it'],
    ],
    [
      { steps: [at(10)], versionNameA: '2', versionNameB: '$PROVIDED', versionNumberB: '1' },
      [
        'versionNameB belongs to $WEIGHTED and is not used by $GRADUAL; choose $WEIGHTED or remove it',
        'versionNumberB belongs to $WEIGHTED and is not used by $GRADUAL; choose $WEIGHTED or remove it',
      ],
    ],
    [
      { steps: [at(10)], trafficPercentA: 10, trafficPercentB: 90 },
      [
        'trafficPercentA belongs to $WEIGHTED and is not used by $GRADUAL; choose $WEIGHTED or remove it',
        'trafficPercentB belongs to $WEIGHTED and is not used by $GRADUAL; choose $WEIGHTED or remove it',
      ],
    ],
    [{ steps: [at(10)], trafficPercentA: 100 }, []],
    [
      { steps: [at(10)], versionNameA: '$PROVIDED' },
      ["versionNumberA is required with $PROVIDED: the version's number"],
    ],
  ])('%j have the problems %j', (fields, expected) => {
    expect(problems(fields)).toEqual(expected);
  });
});

describe('the time', () => {
  it.each<[Record<string, unknown>, number | undefined]>([
    [{ steps: [at(10, 3210)] }, undefined],
    [{ steps: [at(10, 3211)] }, 3_660_000],
    [{ steps: [at(10, 3190)], healthCheck: { attempts: 2 } }, 3_660_000],
    [{ steps: [at(10, 3180)], healthCheck: {}, timeout: 31 }, 3_660_000],
    [{ preset: 'LambdaLinear10PercentEvery10Minutes' }, 6_060_000],
    // A person has a day, unless the step says something else.
    [{ steps: [{ ...at(10), holdUntilContinued: true }] }, 96_060_000],
    [{ steps: [{ ...at(10), holdUntilContinued: true, continueWithinSeconds: 600 }] }, undefined],
    [{ preset: 'LambdaLinear10PercentEvery10Minutes', stageTimeoutMs: 6_060_000 }, undefined],
    [{ preset: 'LambdaLinear10PercentEvery10Minutes', stageTimeoutMs: '6060000' }, undefined],
    [{ preset: 'LambdaCanary10Percent5Minutes', stageTimeoutMs: 300_000 }, 420_000],
    [{ steps: [at(10, 20)], stageTimeoutMs: 10_000 }, 120_000],
  ])('of %j needs the stage timeout %s', (fields, neededMs) => {
    const [problem] = problems(fields);

    expect(
      problem === undefined ? undefined : Number(/stageTimeoutMs (\d+)\), or shorten a hold$/.exec(problem)?.[1]),
    ).toBe(neededMs);
  });

  it('names what is needed, what is available, and the remedy', () => {
    expect(problems({ steps: [at(10, 3600)] })).toEqual([
      'steps can take up to 1 h 30 s, but the deadline is 54 min: Orca allows the stage 1 h, of which 6 min are reserved for a revert; set the stage timeout to at least 1 h 8 min (stageTimeoutMs 4080000), or shorten a hold',
    ]);
  });

  it('is not checked while the timeout is an expression', () => {
    expect(
      checkStage(TYPE, {
        ...route,
        preset: 'LambdaLinear10PercentEvery10Minutes',
        stageTimeoutMs: '${parameters.timeout}',
      }).problems,
    ).toEqual([]);
  });

  it.each([1, 30, 60, 600, 3300, 5400, 172_800])(
    'a timeout for %i s leaves that much time before the deadline',
    (seconds) => {
      expect(deadlineAfter(stageTimeoutFor(seconds * 1000))).toBeGreaterThanOrEqual(seconds * 1000);
    },
  );

  it.each<[unknown, number | undefined]>([
    [undefined, 3_600_000],
    [null, 3_600_000],
    ['', 3_600_000],
    [0, 3_600_000],
    ['soon', 3_600_000],
    [60_000, 60_000],
    ['60000', 60_000],
    ['${x}', undefined],
  ])('of a stage with the timeout %j is %s ms', (stageTimeoutMs, expected) => {
    expect(stageTimeoutIn({ stageTimeoutMs })).toBe(expected);
  });

  it.each<[number, string]>([
    [0, '0 s'],
    [45, '45 s'],
    [60, '1 min'],
    [192, '3 min 12 s'],
    [4800, '1 h 20 min'],
    [3601, '1 h 1 s'],
  ])('%i s reads %s', (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });
});
