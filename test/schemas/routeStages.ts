import fc from 'fast-check';

const where = { account: 'local', region: 'us-east-1', functionName: 'checkout', aliasName: 'live' };

const gradual = { ...where, deploymentStrategy: '$GRADUAL' };

/** Gradual rollouts whose steps mostly rise, with checks between them, some of them too high, too low, or equal. */
export function gradualStages(): fc.Arbitrary<Record<string, unknown>> {
  const moves = fc.array(
    fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 1, max: 12 }) },
      { weight: 1, arbitrary: fc.integer({ min: -10, max: 1 }) },
      { weight: 3, arbitrary: fc.constant('check' as const) },
      { weight: 1, arbitrary: fc.constant('promote' as const) },
    ),
    { minLength: 1, maxLength: 14 },
  );
  return fc.noBias(
    fc.tuple(moves, fc.boolean(), fc.constantFrom(undefined, 0, '1')).map(([list, asText, holdSeconds]) => {
      let weight = 0;
      const written = (value: number) => (asText ? ` ${value}.0` : value);
      const steps = list.map((move) => {
        if (move === 'check') return { check: { attempts: 2 } };
        // After a promotion, only its place is wrong.
        if (weight >= 100) return { check: {} };
        weight = move === 'promote' ? 100 : Math.max(1, weight + move);
        return { weightPercent: written(weight), ...(holdSeconds === undefined ? {} : { holdSeconds }) };
      });
      return { ...gradual, steps };
    }),
  );
}

/** Splits whose shares mostly add up. */
export const splitStages = (): fc.Arbitrary<Record<string, unknown>> =>
  fc.noBias(
    fc
      .tuple(
        fc.nat(100),
        fc.constantFrom(0, 0, 0, 1, -1, 100),
        fc.constantFrom(
          (share: number) => share,
          String,
          (share: number) => ` 0${share}.00 `,
        ),
        fc.constantFrom(undefined, undefined, '${parameters.share}'),
      )
      .map(([share, error, written, expression]) => ({
        ...gradual,
        deploymentStrategy: '$WEIGHTED',
        versionNameA: '$LATEST',
        versionNameB: '$PREVIOUS',
        trafficPercentA: written(share),
        trafficPercentB: expression ?? written(Math.abs(100 - share + error) % 101),
      })),
  );
