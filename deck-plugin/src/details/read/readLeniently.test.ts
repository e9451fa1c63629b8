import fc from 'fast-check';
import { failureSchema, invocationReportSchema, outcomeSchema, stepReportSchema } from 'stage-contract';
import { routeDone } from '../fixtures/routeOutcomes';
import { outcomeManners } from './outcomeManners';
import { manner, readLeniently } from './readLeniently';
import { LIST_LIMIT, TEXT_LIMIT } from './readers';

const none = new Map();

describe('reading by a schema', () => {
  it("accepts text and numbers in each other's spelling, and times as ms since 1970", () => {
    const step = {
      id: 7,
      sentence: 'Move',
      state: 'done',
      startedAt: '2026-11-21T14:00:05Z',
      attempts: '2',
      waits: 'true',
    };

    expect(readLeniently(stepReportSchema, step, none)).toEqual({
      id: '7',
      sentence: 'Move',
      state: 'done',
      startedAtMs: 1795269605000,
      attempts: 2,
      waits: true,
    });
  });

  it('drops parts that do not fit, unknown names, and objects that lack a required part', () => {
    const call = { index: 1, ok: true, assertions: [], durationMs: 'soon', constructor: 'odd', odd: 1 };

    expect(readLeniently(invocationReportSchema, call, none)).toEqual({ index: 1, ok: true, assertions: [] });
    expect(readLeniently(invocationReportSchema, { index: 1, assertions: [] }, none)).toBeUndefined();
  });

  it('truncates long texts and long lists', () => {
    const failure = { code: 'c', what: 'x'.repeat(TEXT_LIMIT + 5), where: 'w', next: 'n' };
    const steps = Array.from({ length: LIST_LIMIT + 1 }, (_, index) => ({
      id: String(index),
      sentence: 's',
      state: 'done',
    }));

    expect(readLeniently(failureSchema, failure, none)?.what).toHaveLength(TEXT_LIMIT + 1);
    expect(readLeniently(outcomeSchema, { steps }, outcomeManners)?.steps).toHaveLength(LIST_LIMIT);
  });

  it("rewrites, fills in and corrects as each schema's options say", () => {
    const manners = new Map([
      manner(stepReportSchema, {
        accept: (value) => ({ id: value, sentence: value }),
        keep: (step) => ({ ...step, note: 'kept' }),
      }),
      manner(stepReportSchema.shape.state, { otherwise: 'todo' }),
    ]);

    expect(readLeniently(stepReportSchema, 'a', manners)).toEqual({
      id: 'a',
      sentence: 'a',
      state: 'todo',
      note: 'kept',
    });
  });

  it('never throws, whatever any place of an outcome contains', () => {
    const places = Object.keys(outcomeSchema.shape);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), fc.jsonValue(), (place, value, inside) => {
        const whole: Record<string, unknown> = { ...routeDone };
        const part = whole[place];
        const read = [value, [value], [part, inside], { ...Object(part), mainVersion: inside, at: inside }].map(
          (other) => readLeniently(outcomeSchema, { ...whole, [place]: other }, outcomeManners),
        );

        expect(read.every((outcome) => outcome !== undefined)).toBe(true);
      }),
    );
  });
});
