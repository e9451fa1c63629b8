import { routingFrom } from '../shared/aliasLedger/testing/scriptedAlias';
import { acceptedBy, undoSince } from './accepted';
import { mergeFacts } from './mergeFacts';
import type { Undo } from './steps';

const undo = (...own: string[]): Undo => ({
  ...{ aliasName: 'live', first: routingFrom('1'), candidate: null },
  own: own.map(routingFrom),
});
const accepted = (expected: string, found: string) => ({
  accepted: { expected: routingFrom(expected), found: routingFrom(found) },
});

describe("what a failure goes back to after the stage has accepted someone else's change", () => {
  it.each([
    ['nothing else, if it has accepted none', {}, undo('1', '1+2@10', '2'), '1', ['1', '1+2@10', '2']],
    [
      'that, from what it has left since',
      accepted('1+2@10', '3'),
      undo('1', '1+2@10', '1+2@50', '2'),
      '3',
      ['1+2@50', '2'],
    ],
    ['that, from nothing if it has not moved since', accepted('1+2@10', '3'), undo('1', '1+2@10'), '3', []],
    ['that, from everything if it has accepted two', accepted('3', '4'), undo('2'), '4', ['2']],
  ])('is %s', (_title, facts, planned, first, own) => {
    const since = undoSince(planned, facts);

    expect(since).toEqual({
      ...planned,
      first: routingFrom(first),
      own: own.map(routingFrom),
      ...(first === '1' ? {} : { origin: routingFrom('1') }),
    });
  });

  it('is as planned if they had deleted the alias', () => {
    const facts = { accepted: { expected: routingFrom('1'), found: null } };

    expect(undoSince(undo('1', '2'), facts)).toEqual(undo('1', '2'));
    expect(acceptedBy({ expected: routingFrom('1') }, facts)).toBeNull();
  });

  it('is what the plan of a later attempt says, if that has begun anything', () => {
    expect(mergeFacts({ ...accepted('1', '3'), changed: true }, { created: false })).toEqual({
      changed: true,
      created: false,
    });
    expect(mergeFacts(accepted('1', '3'), accepted('3', '4'))).toEqual(accepted('3', '4'));
  });
});

it('a change is only accepted by the move that expected something else in its place', () => {
  expect(acceptedBy({ expected: routingFrom('1') }, accepted('1', '3'))).toEqual(routingFrom('3'));
  expect(acceptedBy({ expected: routingFrom('1+2@10') }, accepted('1', '3'))).toBeUndefined();
  expect(acceptedBy({ expected: routingFrom('1') }, {})).toBeUndefined();
});
