import { percentY, timeX, type Staircase, type StaircaseBox } from './timeline';

/** A text of the drawing, at its baseline. */
interface PlotLabel {
  x: number;
  y: number;
  anchor: 'start' | 'end';
}

/** Room that a label of a weight or the word "now" needs, in px. */
const LABEL_WIDTH = 44;
/** Distance between a label and what it belongs to. */
const GAP = 5;
/** Height of a line of text. */
const LINE = 13;

/** Where "now" and the current weight stand; each undefined if it has no place without lying on the plan. */
export interface NowLabels {
  now?: PlotLabel;
  weight?: PlotLabel;
}

/**
 * Places for the labels at the line of the present time. To its left there is only what has happened; to its right
 * there is the plan, on which they must not lie.
 */
export function nowLabels(
  plan: Pick<Staircase, 'fromMs' | 'toMs' | 'endPercent' | 'planned'>,
  box: StaircaseBox,
  nowX: number,
): NowLabels {
  const { endPercent, planned } = plan;
  const nextMs = planned?.levels[0]?.fromMs;
  const isRoomLeft = nowX - box.left >= LABEL_WIDTH;
  const isRoomRight = nextMs === undefined || timeX(plan, box, nextMs) - nowX >= LABEL_WIDTH;
  if (!isRoomLeft && !isRoomRight) return {};
  const at = (y: number): PlotLabel =>
    isRoomLeft ? { x: nowX - GAP, y, anchor: 'end' } : { x: nowX + GAP, y, anchor: 'start' };
  const weightY = endPercent === undefined ? undefined : percentY(box, endPercent) - GAP;
  const isHigh = weightY !== undefined && weightY < box.top + 2 * LINE;
  return {
    now: at(isHigh ? box.bottom - GAP : box.top + LINE - GAP),
    ...(weightY === undefined ? {} : { weight: at(weightY) }),
  };
}
