import type { PinReader } from '../../../model/pins';
import { salvageAlias } from './salvageAlias';
import { knownPins } from './testing/knownPins';
import { routingFrom } from './testing/scriptedAlias';

const one = routingFrom('1'),
  two = routingFrom('2'),
  split = routingFrom('1+2@10');

const pinned = (pins: Partial<Record<string, ReturnType<typeof routingFrom> | null>>): PinReader =>
  knownPins({ routing: async (kind, aliasName) => (aliasName === 'live' ? pins[kind] : undefined) });

const salvage = (
  step: unknown,
  more: Partial<Parameters<typeof salvageAlias>[1]> = {},
): ReturnType<typeof salvageAlias> => salvageAlias(step, { resource: undefined, pins: knownPins(), left: [], ...more });

describe('the undo record of a step that cannot be understood', () => {
  it('says all that the step itself says', async () => {
    const step = { wanted: split, undo: { aliasName: 'live', first: one, own: [one, two] }, other: 17 };

    expect(await salvage(step)).toEqual({ resource: 'alias:live', before: '1', left: ['1', '2', '1:90,2:10'] });
  });

  it('takes where the step began from, where it does not say what was first', async () => {
    expect(await salvage({ aliasName: 'live', from: one, wanted: two })).toEqual({
      resource: 'alias:live',
      before: '1',
      left: ['2'],
    });
  });

  it('takes what was first rather than where the step began', async () => {
    expect(await salvage({ aliasName: 'live', from: split, undo: { first: one } })).toMatchObject({ before: '1' });
  });

  it('knows an alias that was not there', async () => {
    expect(await salvage({ from: one, undo: { aliasName: 'live', first: null } })).toMatchObject({ before: '-' });
  });

  it.each<[string, unknown]>([
    ['is no object', 'broken'],
    ['is missing', undefined],
    [
      'has parts of other shapes',
      { aliasName: 7, from: 'v1', wanted: [], undo: { aliasName: '', first: 1, own: 'all' } },
    ],
    ['has another undo', { undo: 'all' }],
  ])('comes from the resource and the pins where the step %s', async (_title, step) => {
    const pins = pinned({ firstRouting: one, leftRouting: split, intendedRouting: two });

    expect(await salvage(step, { resource: 'alias:live', pins, left: [routingFrom('3')] })).toEqual({
      resource: 'alias:live',
      before: '1',
      left: ['3', '1:90,2:10', '2'],
    });
  });

  it("takes the step's own alias rather than the operation's", async () => {
    const step = { aliasName: 'beta', from: one };

    expect(await salvage(step, { resource: 'alias:live' })).toMatchObject({ resource: 'alias:beta' });
    expect(await salvage({ ...step, undo: { aliasName: 'gamma' } })).toMatchObject({ resource: 'alias:gamma' });
  });

  it('keeps each part that can be read, whatever the others are', async () => {
    const step = { aliasName: 'live', from: 'v1', wanted: two, undo: { own: [{ version: '1' }], first: one } };

    expect(await salvage(step)).toEqual({ resource: 'alias:live', before: '1', left: ['2'] });
  });

  it('leaves out of the pins what has expired', async () => {
    const pins = knownPins({
      routing: async (kind) => {
        if (kind === 'leftRouting') throw new Error('expired');
        return kind === 'firstRouting' ? one : two;
      },
    });

    expect(await salvage({ aliasName: 'live' }, { pins })).toEqual({
      resource: 'alias:live',
      before: '1',
      left: ['2'],
    });
  });

  it.each<[string, unknown, string | undefined]>([
    ['it is not known of which alias', { from: one }, undefined],
    ['the operation works on something else', { from: one }, 'queue:orders'],
    ['it is not known what the alias was before', { aliasName: 'live', wanted: two }, undefined],
  ])('is none where %s', async (_title, step, resource) => {
    expect(await salvage(step, { resource })).toBeUndefined();
  });
});
