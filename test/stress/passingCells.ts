import { STRESS_STAGES } from './stressStages';
import { wrongWith, type PassingCell } from './expectPassing';
import { faultAt, namedCalls, type NamedCall, type PassingFault } from './faultKinds';
import { startStressWorld } from './stressWorld';

/** The result of a table: how many cells it had, which kinds they were of, and a line for each wrong one. */
export interface TableResult {
  cells: number;
  stages: number;
  met: Set<PassingFault>;
  wrong: string[];
}

/**
 * Runs every stage once for each of its calls and each of the kinds that `kindsFor` names for the call. The stages are
 * those of the crash matrix, the calls those of an undisturbed run.
 */
export async function runPassingCells(kindsFor: (call: NamedCall) => readonly PassingFault[]): Promise<TableResult> {
  const world = await startStressWorld(),
    result: TableResult = { cells: 0, stages: 0, met: new Set(), wrong: [] };
  try {
    for (const stage of STRESS_STAGES) {
      await world.prepare(stage.before);
      const own = stage.faults ?? [],
        undisturbed = await world.run(stage.request, { faults: own });
      result.stages += 1;
      for (const call of namedCalls(undisturbed.calls.map(({ operation }) => operation))) {
        for (const kind of kindsFor(call)) {
          // Nobody can say when AWS carries such a call out.
          if (kind.acts === 'late' && stage.takesBack?.includes(call.operation) === true) continue;
          result.cells += 1;
          result.met.add(kind);
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
