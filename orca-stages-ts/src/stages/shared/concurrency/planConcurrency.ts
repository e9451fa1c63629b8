import { sentenceOf } from '../../../model/step';
import { NO_RESERVED_LIMIT, present, say, problem, StageError, type Difference, type Saying } from 'stage-contract';
import { differenceOf } from '../../../model/difference';
import type { ProvisionedFacts } from '../../../model/provisionedFacts';
import { targetWords, type Target } from '../../../model/target';
import type { ConcurrencyStep } from './concurrencySteps';

export interface ConcurrencyPlan {
  steps: ConcurrencyStep[];
  differences: Difference[];
  warnings?: Saying[];
}

/** Reserved concurrency: absent leaves it unchanged, -1 removes the limit, 0 stops the function, as in AWS. */
export function planReserved(wanted: number | undefined, live: number | undefined): ConcurrencyPlan {
  if (wanted === undefined) return { steps: [], differences: [] };
  const executions = wanted === NO_RESERVED_LIMIT ? undefined : wanted;
  // A stopped function must not be taken for a running one.
  const warnings = executions === 0 ? [say('functionIsStopped', {})] : [];
  if (executions === live) return { steps: [], differences: [], warnings };
  const what = { setting: 'Reserved concurrency', field: 'reservedConcurrentExecutions' };
  return {
    steps: [
      {
        kind: 'reserved',
        id: 'reserved',
        ...sentenceOf(reservedSaying(executions)),
        mutates: true,
        ...present({ executions }),
        before: live ?? null,
      },
    ],
    differences: [differenceOf(what, live?.toString(), executions?.toString())],
    warnings,
  };
}

function reservedSaying(executions: number | undefined): Saying {
  if (executions === undefined) return say('removeReservedConcurrency', {});
  return executions === 0 ? say('stopAllCalls', {}) : say('reserveConcurrency', { executions });
}

/** Input for planning provisioned concurrency. */
export interface ProvisionedQuestion {
  wanted: number | undefined;
  live: ProvisionedFacts | undefined;
  qualifier: string;
  /** The alias splits its traffic when the steps run. */
  weighted: boolean;
  /** The same plan creates or moves the alias, so its environments are created again. */
  moves: boolean;
  target: Target;
}

/**
 * Provisioned concurrency of an alias: absent leaves it unchanged, 0 removes it, anything else is set and waited for.
 * Throws StageError invalidInput for a weighted alias, where AWS rejects changes.
 */
export function planProvisioned({
  wanted,
  live,
  qualifier,
  weighted,
  moves,
  target,
}: ProvisionedQuestion): ConcurrencyPlan {
  const before = live?.requested ?? 0;
  if (wanted === undefined) return { steps: [], differences: [] };
  if (wanted !== before && weighted) {
    const refused = problem('provisionedConcurrentExecutions', 'provisionedOnSplitAlias', { alias: qualifier });
    throw new StageError({
      code: 'invalidInput',
      what: say('provisionedRefused', { problem: refused }),
      where: targetWords(target, qualifier),
      next: say('routeToOneVersionFirst', {}),
      problems: [refused],
    });
  }
  const what = { setting: `Provisioned concurrency of ${qualifier}`, field: 'provisionedConcurrentExecutions' };
  const settle: ConcurrencyStep = {
    kind: 'settleProvisioned',
    id: `settleProvisioned:${qualifier}`,
    ...sentenceOf(say('waitUntilProvisioned', { executions: wanted, qualifier })),
    waits: true,
    mutates: false,
    qualifier,
    executions: wanted,
  };
  if (wanted === before)
    return { steps: wanted > 0 && (moves || live?.status !== 'READY') ? [settle] : [], differences: [] };
  if (wanted === 0) {
    return {
      steps: [
        {
          kind: 'provisioned',
          id: `provisioned:${qualifier}`,
          ...sentenceOf(say('removeProvisionedConcurrency', { qualifier })),
          mutates: true,
          qualifier,
          before,
        },
      ],
      differences: [differenceOf(what, String(before), undefined)],
    };
  }
  return {
    steps: [
      {
        kind: 'provisioned',
        id: `provisioned:${qualifier}`,
        ...sentenceOf(say('provisionConcurrency', { executions: wanted, qualifier })),
        mutates: true,
        qualifier,
        executions: wanted,
        before: live?.requested ?? null,
      },
      settle,
    ],
    differences: [differenceOf(what, before === 0 ? undefined : String(before), String(wanted))],
  };
}
