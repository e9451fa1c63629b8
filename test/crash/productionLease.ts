import { PRODUCTION_TIMING } from '../../orca-stages-ts/src/engine';
import type { Cell } from './crashMatrix';

/** The production lease. */
export const PRODUCTION_LEASE_MS = PRODUCTION_TIMING.leaseMs;

const CHOSEN = [
  { title: 'Deployment, code', step: 'code', column: 'polls' },
  { title: 'Route $SIMPLE', step: 'route', column: 'gaveUp' },
  { title: 'Invoke once', step: 'call-1', column: 'polls' },
] as const satisfies readonly { title: string; step: string; column: Cell['column'] }[];

/**
 * Three cells of each journal that also run with it: a version, an alias and an invocation that the dead process has
 * made.
 */
export const productionLeaseCells = (cells: readonly Cell[]): Cell[] =>
  CHOSEN.flatMap(({ title, step, column }) => {
    const found = cells.filter(
      (cell) =>
        cell.stage.title === title &&
        cell.boundary.step === step &&
        cell.boundary.point === 'afterCall' &&
        cell.column === column,
    );
    if (found.length === 0) throw new Error(`The matrix has no cell of ${title}, ${step}.`);
    return found;
  });
