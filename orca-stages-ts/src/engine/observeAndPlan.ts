import { present } from 'stage-contract';
import { reportDocument } from '../journal/documents/operationDocuments';
import { progressColumns } from '../journal/documents/wordedColumns';
import { keepFollowUps } from '../journal/queries/followUps';
import { writeHolds } from '../journal/queries/holds';
import { writePins } from '../journal/queries/pins';
import { preemptOperation } from '../journal/queries/preemptOperation';
import { writeSightings } from '../journal/queries/sightings';
import { todoCheckpoint } from '../journal/queries/todoCheckpoint';
import type { Plan } from '../model/plan';
import { wordedStep, type StageStep } from '../model/step';
import { mergeReport } from '../model/mergeReport';
import type { OperationRun } from './operationRun';

/** Reads what the stage needs, plans, and writes plan, pins and holds in one transaction. Passes on errors of both. */
export async function observeAndPlan(run: OperationRun): Promise<void> {
  const input = run.input();
  await run.engine.onCheckpoint?.('beforePlan', 'plan', run.operation);
  const observed = await run.stage.observe(input, run.observeContext());
  await run.engine.onCheckpoint?.('afterObserve', 'plan', run.operation);
  const plan = run.stage.plan(input, observed, run.facts());
  assertUniqueIds(plan.steps);
  assertReadable(run, plan.steps);
  if (plan.followUp !== undefined && run.stage.followUps === undefined)
    throw new Error(`${run.stage.type} plans a follow-up, but does not declare any.`);
  await writePlan(run, plan);
}

async function writePlan(run: OperationRun, plan: Plan<StageStep>): Promise<void> {
  const now = run.now;
  const { operation } = run;
  const report = mergeReport(run.report(), {
    ...plan.report,
    ...present({ followUp: plan.followUp }),
  });
  await run.write(
    {
      phase: 'applying',
      report: reportDocument.write(report),
      ...(plan.steps[0] === undefined ? {} : progressColumns(wordedStep(plan.steps[0]))),
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
      await writeSightings(transaction, operation.target_key, plan.served ?? [], now);
      if (plan.decides !== undefined && plan.decides.length > 0)
        await keepFollowUps(transaction, operation.target_key, plan.decides, operation.id);
      if (plan.preempts !== undefined) {
        const by = `another execution (${operation.stage_name}), ${plan.preempts.reason}`;
        await preemptOperation(transaction, plan.preempts.operationId, by, now);
      }
      await writeHolds(transaction, operation, plan.holds ?? [], now);
    },
  );
}

/** A plan that this release could not read back would be dropped and made again forever. */
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
