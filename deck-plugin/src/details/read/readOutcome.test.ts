import fc from 'fast-check';
import { outcomeSchema } from 'stage-contract';
import * as others from '../fixtures/otherOutcomes';
import * as routes from '../fixtures/routeOutcomes';
import * as watched from '../fixtures/watchedOutcomes';
import { isOutcome, readOutcome } from './readOutcome';

const examples = Object.entries({ ...routes, ...others, ...watched });

describe('readOutcome', () => {
  it.each(examples)('reads the example %s completely, and it matches the contract', (_name, outcome) => {
    const parsed = outcomeSchema.parse(outcome);

    const read = readOutcome(parsed);

    expect(read.steps.map(({ id, sentence, state }) => ({ id, sentence, state }))).toEqual(
      parsed.steps.map(({ id, sentence, state }) => ({ id, sentence, state })),
    );
    expect(read.routing).toEqual(parsed.routing ?? {});
    expect([read.aliases, read.invocations, read.deletions]).toEqual([
      parsed.aliases ?? [],
      parsed.invocations ?? [],
      parsed.deletions ?? [],
    ]);
    expect([read.awsCalls.length, read.timeline.length, read.differences, read.failure]).toEqual([
      parsed.awsCalls.length,
      parsed.timeline.length,
      parsed.differences,
      parsed.failure,
    ]);
    expect(isOutcome(parsed)).toBe(true);
  });

  it('keeps what can be read next to what cannot', () => {
    const read = readOutcome({
      formatVersion: 9,
      status: 'FAILED',
      progress: 7,
      steps: [{ id: 'a' }, 5, { state: 'done' }, { sentence: 'B', state: 'exploded' }],
      routing: { now: { mainVersion: 42, additionalVersion: 41, additionalWeightPercent: '250' } },
      error: { code: 'E1', message: 'boom' },
    });

    expect(read).toMatchObject({
      formatVersion: 9,
      status: 'TERMINAL',
      progress: '7',
      failure: { code: 'E1', what: 'boom' },
    });
    expect(read.steps).toEqual([
      { id: 'a', sentence: 'a', state: 'todo' },
      { id: 'step 4', sentence: 'B', state: 'todo' },
    ]);
    expect(read.routing.now).toEqual({ mainVersion: '42', additionalVersion: '41', additionalWeightPercent: 100 });
  });

  it.each([[undefined], [null], ['text'], [[]], [{}], [{ status: 'RUNNING' }], [{ steps: [] }], [{ progress: '' }]])(
    'finds no outcome in %j',
    (document) => {
      expect(isOutcome(document)).toBe(false);
    },
  );

  it.each([[{ progress: 'Starting' }], [{ outputs: { a: 1 } }], [{ failure: { what: 'x' } }], [{ steps: [{}] }]])(
    'finds an outcome in %j',
    (document) => {
      expect(isOutcome(document)).toBe(true);
    },
  );

  it('never throws and never leaves a list out, whatever the document contains', () => {
    // JSON can name anything, including what JavaScript calls to convert an object to text.
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom({ toString: false }, [{ toString: 1, valueOf: 1 }]));
    const fields = Object.fromEntries(Object.keys(outcomeSchema.shape).map((name) => [name, value]));

    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record(fields, { requiredKeys: [] })), (document) => {
        const read = readOutcome(document);
        expect(
          [
            read.steps,
            read.timeline,
            read.differences,
            read.aliases,
            read.invocations,
            read.deletions,
            read.awsCalls,
            read.warnings,
          ].every(Array.isArray),
        ).toBe(true);
      }),
    );
  });
});
