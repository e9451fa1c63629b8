import type { Outcome } from 'stage-contract';
import { isMutating } from 'strict-lambda';
import type { PolicyText } from '../../orca-stages-ts/src/cli/iamPolicy';
import { printedPolicy, type PolicyWishes } from '../../orca-stages-ts/src/cli/printedPolicy';
import { FUNCTION_NAME } from '../crash/liveState';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import type { StageRequest } from '../process/support/sidecarClient';
import { startStressWorld, type StressWorld } from '../stress/stressWorld';
import { withOneLess, withOneOf, type LesserPolicy } from './lesserPolicies';
import { KEY, type PermissionRun } from './permissionRuns';

/** The role that the sidecar assumes. */
export const SIDECAR_ROLE = `arn:aws:iam::${ACCOUNT_ID}:role/lambda-stages`;

/** What `lambda-stages iam-policy` prints for the function, or for others. */
export const policyFor = (wishes: PolicyWishes, place: { functions?: string[]; regions?: string[] } = {}): PolicyText =>
  printedPolicy(
    {
      accounts: [
        {
          name: 'local',
          accountId: ACCOUNT_ID,
          assumeRoleArn: SIDECAR_ROLE,
          regions: place.regions ?? ['us-east-1'],
          functions: place.functions ?? [FUNCTION_NAME],
          testCredentials: true,
        },
      ],
    },
    { bucket: ['builds'], executionRole: [`arn:aws:iam::${ACCOUNT_ID}:role/checkout`], kmsKey: [KEY], ...wishes },
  );

/** Denied calls are retried for a shorter time than in production: here, none of them is ever allowed. (`slowAws.test.ts` waits a minute.) */
const IMPATIENT = { iamPropagationMs: 2_000, recoveryLimitMs: 10_000 };

/** What GetFunction leaves out without these. */
const UNCHECKED: ReadonlySet<string> = new Set(['lambda:ListTags', 'kms:Decrypt']);

/** What was found about a policy. Each list has a line for every finding, and is empty if the policy is exact. */
export interface PolicyProof {
  /** Runs that do not end as they should with the policy. */
  lacking: string[];
  /** What can be taken away without any run failing with the name of a missing action. */
  superfluous: string[];
  /** Statements that are the same for another function, and for another region. */
  sameForOthers: { function: string[]; region: string[] };
  /** How many lesser policies made a run fail. */
  refused: number;
}

interface Ready {
  run: PermissionRun;
  request: StageRequest;
  /** Actions that AWS checked. */
  actions: ReadonlySet<string>;
}

/**
 * Proves a policy: every run ends as it should with it, and for whatever is taken away from it, there is a run that fails
 * and names a missing action: a statement, an action on a resource, or a statement's limits to function and region.
 */
export async function provePolicy(wishes: PolicyWishes, runs: readonly PermissionRun[]): Promise<PolicyProof> {
  const policy = policyFor(wishes);
  const elsewhere = withOneOf(policy, policyFor(wishes, { functions: ['billing'] })),
    abroad = withOneOf(policy, policyFor(wishes, { regions: ['eu-west-1'] }));
  const open = [...withOneLess(policy), ...elsewhere.lesser, ...abroad.lesser];
  const lacking: string[] = [],
    world = await startStressWorld({ assumeRoleArn: SIDECAR_ROLE });
  let left = open;
  try {
    for (const run of inOrder(runs)) {
      const ready = await makeReady(world, run, policy, lacking);
      const refused: LesserPolicy[] = [];
      // For these, GetFunction answers with less instead of refusing.
      const worthTrying = ({ missing }: LesserPolicy): boolean =>
        missing.some((action) => ready.actions.has(action) || UNCHECKED.has(action));
      for (const lesser of left.filter(worthTrying)) if (await isRefused(world, ready, lesser)) refused.push(lesser);
      left = left.filter((lesser) => !refused.includes(lesser));
    }
  } finally {
    await world.close();
  }
  return {
    lacking,
    superfluous: left.map(({ title }) => title),
    sameForOthers: { function: elsewhere.same, region: abroad.same },
    refused: open.length - left.length,
  };
}

/** Runs that begin alike follow one another, so that what comes before them is made once. */
const inOrder = (runs: readonly PermissionRun[]): PermissionRun[] => {
  const starts = [...new Set(runs.map(({ before }) => before))];
  return [...runs].sort(
    (a, b) =>
      starts.indexOf(a.before) - starts.indexOf(b.before) ||
      Number(a.prepare !== undefined) - Number(b.prepare !== undefined),
  );
};

const prepared: WeakMap<StressWorld, readonly StageRequest[]> = new WeakMap();

/** Makes what comes before a run, without limits to the role. */
async function prepareOnce(world: StressWorld, { before, prepare }: PermissionRun): Promise<Record<string, unknown>> {
  if (prepare === undefined && prepared.get(world) === before) return {};
  let more: Record<string, unknown> = {};
  world.lambda.setPolicy(SIDECAR_ROLE, undefined);
  await world.prepare(before, async () => {
    more = (await prepare?.(world)) ?? {};
  });
  if (prepare === undefined) prepared.set(world, before);
  else prepared.delete(world);
  return more;
}

/** Prepares a run and makes it once with the policy. */
async function makeReady(
  world: StressWorld,
  run: PermissionRun,
  policy: PolicyText,
  lacking: string[],
): Promise<Ready> {
  const more = await prepareOnce(world, run);
  const request = { ...run.request, context: { ...run.request.context, ...more } };
  world.lambda.setPolicy(SIDECAR_ROLE, policy);
  const { outcome, calls } = await world.run(request, { faults: run.faults ?? [] });
  const expected = run.fails === undefined ? 'SUCCEEDED ' : `TERMINAL ${run.fails.code}`;
  const ended = `${outcome.status} ${outcome.failure?.code ?? ''}`;
  if (ended !== expected || outcome.watching?.state === 'failed' || isDenied(outcome))
    lacking.push(
      `${run.title}: ${ended}, expected ${expected}: ${JSON.stringify(outcome.failure ?? outcome.warnings)}`,
    );
  // After a lost answer, a stage looks whether it has acted, and may act again.
  for (const operation of new Set(calls.map((call) => call.operation).filter(isMutating))) {
    const again = await world.run(request, { faults: [...(run.faults ?? []), { kind: 'dropAfter', operation }] });
    if (isDenied(again.outcome)) lacking.push(`${run.title}, without an answer to ${operation}`);
  }
  return { run, request, actions: new Set(calls.flatMap(({ checked = [] }) => checked.map(({ action }) => action))) };
}

const isDenied = (outcome: Outcome): boolean => /not authorized|been denied|accessDenied/.test(JSON.stringify(outcome));

/**
 * Whether the run fails with less, and its outcome says which action is missing, where, and what to do. What is only read
 * for a warning is missing from a success: a warning says so.
 */
async function isRefused(world: StressWorld, { run, request }: Ready, lesser: LesserPolicy): Promise<boolean> {
  world.lambda.setPolicy(SIDECAR_ROLE, lesser.policy);
  const { outcome } = await world.run(request, { faults: run.faults ?? [], timing: IMPATIENT });
  const named = lesser.missing.some((action) => saysMissing(outcome, action));
  const warned = JSON.stringify(outcome.warnings).includes('not authorized to perform');
  return named && (outcome.status === 'TERMINAL' || warned);
}

/** A failure policy that lacks a permission adds its own failure to the one that it follows. */
function saysMissing(outcome: Outcome, action: string): boolean {
  const { failure } = outcome;
  return failure?.code === 'accessDenied' ? failure.next.includes(action) : JSON.stringify(outcome).includes(action);
}
