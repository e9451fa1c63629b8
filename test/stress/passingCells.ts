import { STRESS_STAGES } from './stressStages';
import { wrongWith, type PassingCell } from './expectPassing';
import { faultAt, namedCalls, type PassingFault } from './faultKinds';
import { startStressWorld } from './stressWorld';

/** The result of a table: how many cells it had, and a line for each wrong one. */
export interface TableResult {
  cells: number;
  stages: number;
  wrong: string[];
}

/**
 * Runs every stage once for each of its calls and each of the kinds. The stages are those of the crash matrix, the
 * calls those of an undisturbed run.
 */
export async function runPassingCells(kinds: readonly PassingFault[]): Promise<TableResult> {
  const world = await startStressWorld(),
    result: TableResult = { cells: 0, stages: 0, wrong: [] };
  try {
    for (const stage of STRESS_STAGES) {
      await world.prepare(stage.before);
      const own = stage.faults ?? [],
        undisturbed = await world.run(stage.request, { faults: own });
      result.stages += 1;
      for (const kind of kinds) {
        for (const call of namedCalls(undisturbed.calls.map(({ operation }) => operation))) {
          // Nobody can say when AWS carries such a call out.
          if (kind.acts === 'late' && stage.takesBack?.includes(call.operation) === true) continue;
          result.cells += 1;
          const cell: PassingCell = { stage, kind, call };
          const wrong = await world
            .run(stage.request, { faults: [...own, faultAt(kind, call)] })
            .then((run) => wrongWith(cell, undisturbed, run), String);
          if (wrong !== undefined)
            result.wrong.push(`${stage.title} | ${call.operation} ${call.nth} | ${kind.title}: ${wrong}`);
        }
      }
    }
  } finally {
    await world.close();
  }
  return result;
}
