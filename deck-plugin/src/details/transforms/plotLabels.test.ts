import { nowLabels } from './plotLabels';
import { timeX, type StaircaseBox } from './timeline';

const box: StaircaseBox = { left: 52, right: 352, top: 32, bottom: 96 };
const plan = (endPercent: number | undefined, nextAt: number) => ({
  fromMs: 0,
  toMs: 100,
  ...(endPercent === undefined ? {} : { endPercent }),
  planned: { levels: [{ fromMs: nextAt, percent: 50 }], endMs: 100 },
});

describe('the labels at the present time', () => {
  it('stand to the left of it, where there is no plan', () => {
    const nowX = timeX(plan(10, 52), box, 50);

    expect(nowLabels(plan(10, 52), box, nowX)).toEqual({
      now: { x: 197, y: 40, anchor: 'end' },
      weight: { x: 197, y: 84.6, anchor: 'end' },
    });
  });

  it('stand to the right of it at the beginning, if the plan leaves room', () => {
    const nowX = timeX(plan(10, 60), box, 2);

    expect(nowLabels(plan(10, 60), box, nowX)).toEqual({
      now: { x: 63, y: 40, anchor: 'start' },
      weight: { x: 63, y: 84.6, anchor: 'start' },
    });
  });

  it('are left out rather than drawn over the plan', () => {
    expect(nowLabels(plan(10, 5), box, timeX(plan(10, 5), box, 2))).toEqual({});
  });

  it('never lie on each other', () => {
    const nowX = timeX(plan(90, 60), box, 50);
    const { now, weight } = nowLabels(plan(90, 60), box, nowX);

    expect(Math.abs((now?.y ?? 0) - (weight?.y ?? 0))).toBeGreaterThan(20);
  });

  it('leave the weight out if the alias was found with another one', () => {
    expect(nowLabels(plan(undefined, 60), box, 200)).toEqual({ now: { x: 195, y: 40, anchor: 'end' } });
  });
});
