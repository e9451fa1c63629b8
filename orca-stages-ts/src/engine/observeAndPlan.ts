import { reportDocument } from '../journal/documents/operationDocuments';
import { writeClaim } from '../journal/queries/claims';
import { writePins } from '../journal/queries/pins';
import { writeServed } from '../journal/queries/servedVersions';
import { holdTimers } from '../journal/queries/timers';
import { todoCheckpoint } from '../journal/queries/todoCheckpoint';
import type { Plan } from '../model/plan';
import type { StageStep } from '../model/step';
import { mergeReport } from '../model/mergeReport';
import type { OperationRun } from './operationRun';

/** Reads what the stage needs, plans, and writes plan, pins and claim in one transaction. Errors of both come through. */
export async function observeAndPlan(run: OperationRun): Promise<void> {
  const input = run.input();
  await run.engine.onCheckpoint?.('beforePlan', 'plan', run.operation);
  const observed = await run.stage.observe(input, run.observeContext());
  await run.engine.onCheckpoint?.('afterObserve', 'plan', run.operation);
  const plan = run.stage.plan(input, observed, run.facts());
  assertUniqueIds(plan.steps);
  assertReadable(run, plan.steps);
  await writePlan(run, plan);
}

async function writePlan(run: OperationRun, plan: Plan<StageStep>): Promise<void> {
  const now = run.now;
  const { operation } = run;
  const report = mergeReport(run.report(), {
    ...plan.report,
    ...(plan.timer === undefined ? {} : { timer: plan.timer }),
  });
  await run.write(
    {
      phase: 'applying',
      report: reportDocument.write(report),
      progress: plan.steps[0]?.sentence ?? operation.progress,
      due_at: now,
      last_error: null,
    },
    async (transaction) => {
      for (const [ordinal, step] of plan.steps.entries()) {
        await transaction
          .insertInto('checkpoints')
          .values(
            todoCheckpoint({
              operationId: operation.id,
              ordinal,
              stepId: step.id,
              document: run.stage.documents.step.write(step),
              recovery: false,
            }),
          )
          .execute();
      }
      await writePins(
        transaction,
        { executionId: operation.execution_id, targetKey: operation.target_key },
        plan.pins ?? [],
        now,
      );
      await writeServed(transaction, operation.target_key, plan.served ?? [], now);
      if (plan.routes !== undefined && plan.routes.length > 0)
        await holdTimers(transaction, operation.target_key, plan.routes, operation.id);
      if (plan.supersedes !== undefined) {
        await transaction
          .updateTable('operations')
          .set({
            superseded_at: now,
            superseded_by: `another execution (${operation.stage_name}), which goes back to the baseline`,
            due_at: now,
          })
          .where('id', '=', plan.supersedes)
          .where('status', '=', 'RUNNING')
          .execute();
      }
      if (plan.claim !== undefined) {
        await writeClaim(
          transaction,
          operation.target_key,
          {
            ...plan.claim,
            executionId: operation.execution_id,
            operationId: operation.id,
            stageName: operation.stage_name,
            since: new Date(now).toISOString(),
          },
          now,
        );
      }
    },
  );
}

/** A plan that this release could not read itself would be dropped and made for ever. */
function assertReadable({ stage }: OperationRun, steps: readonly StageStep[]): void {
  const { step: document } = stage.documents;
  for (const step of steps) {
    const reading = document.read(document.write(step));
    if (!reading.ok) throw new Error(`The step ${step.id} of a plan does not fit its schema: ${reading.reason}`);
  }
}

function assertUniqueIds(steps: readonly StageStep[]): void {
  const seen = new Set<string>();
  for (const { id } of steps) {
    if (seen.has(id)) throw new Error(`A plan has two steps with the id ${id}.`);
    seen.add(id);
  }
}
