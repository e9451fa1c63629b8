import type { Routing } from 'stage-contract';
import type { UndoRecord } from '../../../model/undo';
import { routingFrom } from './testing/scriptedAlias';
import { readUndoRecord, routingOfText, undoRecord } from './undoRecord';

describe('an undo record', () => {
  it.each<[string, Routing | null | 'kept', string]>([
    ['one version', routingFrom('41'), '41'],
    ['a split, with the share of both', routingFrom('41+42@10'), '41:90,42:10'],
    ['parts of a percent', routingFrom('41+42@0.5'), '41:99.5,42:0.5'],
    ['no calls for the additional version', routingFrom('41+42@0'), '41'],
    ['an additional version without a weight', { mainVersion: '41', additionalVersion: '42' }, '41'],
    ['no such alias', null, '-'],
    ['an alias that is to stay as it is', 'kept', '='],
  ])('says what was before as text that never changes: %s', (_title, before, text) => {
    expect(undoRecord('live', before, [])).toEqual({ resource: 'alias:live', before: text, left: [] });
  });

  it('lists each routing that was left once, in order', () => {
    const left = ['41+42@10', '42', '41+42@10'].map(routingFrom);

    expect(undoRecord('live', null, left).left).toEqual(['41:90,42:10', '42']);
  });

  it.each<[string, Partial<UndoRecord>, ReturnType<typeof readUndoRecord>]>([
    ['a routing', { before: '41' }, { aliasName: 'live', before: { kind: 'routing', routing: { mainVersion: '41' } } }],
    [
      'a split',
      { before: '41:99.5,42:0.5' },
      { aliasName: 'live', before: { kind: 'routing', routing: routingFrom('41+42@0.5') } },
    ],
    ['no alias', { before: '-' }, { aliasName: 'live', before: { kind: 'absent' } }],
    ['one to be kept', { before: '=' }, { aliasName: 'live', before: { kind: 'kept' } }],
  ])('is read as it was written: %s', (_title, record, expected) => {
    expect(readUndoRecord({ resource: 'alias:live', before: '', left: [], ...record })).toEqual(expected);
  });

  it.each<[string, UndoRecord]>([
    ['of something else than an alias', { resource: 'queue:orders', before: '41', left: [] }],
    ['of no state', { resource: 'alias:live', before: '', left: [] }],
    ['of a split without a weight', { resource: 'alias:live', before: '41:90,42', left: [] }],
  ])('is none %s', (_title, record) => {
    expect(() => readUndoRecord(record)).toThrow(record.resource);
  });

  it.each(['', '-', '=', '41,42', '41:90,42:10,43:0', ':90,42:10', '41:x,42:10', 'x 41:90,42:10,'])(
    'takes %j for no routing',
    (text) => {
      expect(routingOfText(text)).toBeUndefined();
    },
  );

  it('reads what it wrote', () => {
    for (const text of ['41', '$LATEST', '41+42@10', '41+42@0.1', '7+12@99.9'])
      expect(routingOfText(undoRecord('live', routingFrom(text), []).before)).toEqual(routingFrom(text));
  });
});
