import { ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import type { Outcome, StageType } from 'stage-contract';
import { outcomeDocument } from '../../orca-stages-ts/src/journal/documents/operationDocuments';
import type { OperationRow } from '../../orca-stages-ts/src/journal/queries/loadOperation';
import type { Rollout } from './functionLife';
import type { KillWorld } from './killWorld';

/** What must hold after all that happened; each entry says what does not. */
export async function brokenInvariants(world: KillWorld, rollouts: readonly Rollout[]): Promise<string[]> {
  const operations = await world.journal.selectFrom('operations').selectAll().execute();
  const locks = await world.journal.selectFrom('locks').select('operation_id').execute();
  const claims = await world.journal.selectFrom('claims').select('operation_id').execute();
  const runs = world.runs();
  return [
    ...rollouts.flatMap((rollout) => brokenBy(rollout, operationsOf(operations, rollout), runs)),
    ...(await tooManyVersions(world, rollouts)),
    ...operations.filter(({ phase }) => phase !== 'ended').map(({ id }) => `operation ${id} has not ended`),
    ...locks.map(({ operation_id: id }) => `the lock of ${id} is still there`),
    ...claims.map(({ operation_id: id }) => `the claim of ${id} is still there`),
  ];
}

type Ends = Partial<Record<StageType, Outcome>>;

const operationsOf = (operations: readonly OperationRow[], { executionId }: Rollout): Ends =>
  Object.fromEntries(
    operations
      .filter((each) => each.execution_id === executionId && each.timer_of === null)
      .flatMap(({ stage_type: type, outcome }) => {
        const reading = outcomeDocument.read(outcome ?? '');
        return reading.ok ? [[type, reading.value]] : [];
      }),
  );

function brokenBy(rollout: Rollout, ends: Ends, runs: readonly string[]): string[] {
  const { functionName, executionId, event, run } = rollout;
  const name = `${functionName}, ${executionId} (${event}, ${rollout.execution.status})`;
  return [wrongAlias(rollout, ends), wrongRuns(runs.filter((each) => each === run).length, ends)].flatMap((wrong) =>
    wrong === undefined ? [] : [`${name}: ${wrong}`],
  );
}

/** Nobody is overwritten, and a rollout ends with all its traffic or with what was there before it. */
function wrongAlias({ before, after, foreign }: Rollout, ends: Ends): string | undefined {
  const route = ends['Aws.LambdaTrafficRoutingStage'];
  const promoted = route?.status === 'SUCCEEDED' ? candidateOf(ends) : undefined;
  const foundByRoute = `v${route?.routing?.before?.mainVersion}`;
  // Moved before the Route had read the alias, a foreign move is what the Route started from.
  const isLost = foreign !== undefined && after !== foreign && (after !== promoted || foundByRoute !== foreign);
  if (isLost) return `somebody left live at ${foreign}, and now it is at ${after}`;
  const expected = promoted ?? before;
  return foreign !== undefined || after === expected
    ? undefined
    : `live is at ${after}, expected ${expected}; Route: ${JSON.stringify([route?.status, route?.progress])}`;
}

const candidateOf = (ends: Ends): string =>
  `v${String(ends['Aws.LambdaDeploymentStage']?.outputs?.['functionVersion'])}`;

/** An invocation is never repeated. */
function wrongRuns(count: number, ends: Ends): string | undefined {
  const invoke = ends['Aws.LambdaInvokeStage'];
  if (count > 1) return `the function ran ${count} times`;
  return invoke?.status === 'SUCCEEDED' && count === 0 ? 'Invoke succeeded, and the function never ran' : undefined;
}

/** No Deployment publishes twice: AWS numbers versions, and never uses a number again. */
async function tooManyVersions(world: KillWorld, rollouts: readonly Rollout[]): Promise<string[]> {
  const names = [...new Set(rollouts.map(({ functionName }) => functionName))];
  const wrong = names.map(async (functionName) => {
    const { Versions: versions = [] } = await world.aws.send(
      new ListVersionsByFunctionCommand({ FunctionName: functionName, MaxItems: 10_000 }),
    );
    const highest = Math.max(...versions.map(({ Version }) => Number(Version)).filter(Number.isFinite));
    const deployments = 1 + rollouts.filter((each) => each.functionName === functionName).length;
    return highest > deployments ? [`${functionName}: ${deployments} Deployments published ${highest} versions`] : [];
  });
  return (await Promise.all(wrong)).flat();
}
