import type { CheckpointPoint } from '../../orca-stages-ts/src/engine';

/** A checkpoint boundary of one step, as the matrix names it. */
export interface Boundary { step: string; point: CheckpointPoint; nth: number }

/** A step's id without what AWS draws anew each time. */
export const stepName = (stepId: string): string => stepId.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '*');

/** What the points are called in the printed matrix. */
export const POINT_WORDS: Readonly<Record<CheckpointPoint, string>> = {
  beforePlan: 'before reading', afterObserve: 'after reading, plan not written', beforeIntent: 'before intent', afterIntent: 'after intent',
  afterCall: 'after call, result not written', afterResult: 'after result', ended: 'after the end is written',
};

/** A boundary in words. */
export const boundaryWords = ({ point, nth }: Boundary): string => (nth === 1 ? POINT_WORDS[point] : 'between two looks');
