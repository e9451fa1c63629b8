import type { CheckpointPoint } from '../../orca-stages-ts/src/engine';

/** Where a process dies: a checkpoint of the engine, or `waiting`: during a hold, when no process works on it. */
export type BoundaryPoint = CheckpointPoint | 'waiting';

/** A boundary of one step, as the matrix names it. */
export interface Boundary {
  step: string;
  point: BoundaryPoint;
  /** Which time the operation reaches it, in any process, starting at 1. */
  nth: number;
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * A step's ID without the part that AWS generates: the first such ID is *, the next one *2. Each run of an operation
 * has its own.
 */
export function stepNames(): (stepId: string) => string {
  const drawn: string[] = [];
  const nameOf = (id: string): string => {
    if (!drawn.includes(id)) drawn.push(id);
    const number = drawn.indexOf(id) + 1;
    return number === 1 ? '*' : `*${number}`;
  };
  return (stepId) => stepId.replace(UUID, nameOf);
}

/** A step's name or ID without any of that: what all steps of a kind have in common. */
export const stepKind = (step: string): string => step.replace(UUID, '*').replace(/\*\d+/g, '*');

/** The names of the points in the printed matrix. */
export const POINT_WORDS: Readonly<Record<BoundaryPoint, string>> = {
  beforePlan: 'before reading',
  afterObserve: 'after reading, plan not written',
  beforeIntent: 'before intent',
  afterIntent: 'after intent',
  afterCall: 'after call, result not written',
  waiting: 'in the hold',
  afterResult: 'after result',
  ended: 'after the end is written',
};

/** A boundary in words. */
export const boundaryWords = ({ step, point, nth }: Boundary): string =>
  nth === 1
    ? POINT_WORDS[point]
    : point === 'ended'
      ? 'after the end of its watch is written'
      : isHold(step)
        ? 'at its end'
        : 'between two looks';

/** Whether the step only lets time pass. */
export const isHold = (step: string): boolean => step.startsWith('hold:');
