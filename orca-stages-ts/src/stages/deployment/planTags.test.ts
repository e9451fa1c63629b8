import { headOf } from '../shared/testing/headOf';
import { newTags, planTags } from './planTags';
import { inputOf } from './testing/planFixtures';

const live = { team: 'a', zone: 'z', old: 'o', 'aws:cloudformation:stack-id': 's' };
const plan = (fields: Record<string, unknown>) => planTags(inputOf(fields), headOf({ tags: live }));

describe('the tags of a function', () => {
  it('are changed in one step, in the order of their names', () => {
    const { steps } = plan({ tags: { zone: 'y', team: 'b', area: 'c' }, tagsMode: 'own' });

    expect(steps).toEqual([
      expect.objectContaining({
        kind: 'tags',
        id: 'tags',
        sentence: 'Update tags',
        mutates: true,
        functionArn: headOf().functionArn,
        set: ['area', 'team', 'zone'],
        remove: ['old'],
      }),
    ]);
  });

  it('can be named like members of every object', () => {
    const { steps, differences } = planTags(
      inputOf({ tags: { toString: 'b' }, tagsMode: 'own' }),
      headOf({ tags: { constructor: 'a' } as unknown as Record<string, string> }),
    );

    expect(steps[0]).toMatchObject({ set: ['toString'], remove: ['constructor'] });
    expect(differences).toEqual([
      { change: 'new', setting: 'Tag toString', field: 'tags.toString', after: 'b' },
      { change: 'removed', setting: 'Tag constructor', field: 'tags.constructor', before: 'a' },
    ]);
  });

  it('are removed in the order of their names', () => {
    expect(plan({ tags: {}, tagsMode: 'own' }).steps[0]?.remove).toEqual(['old', 'team', 'zone']);
  });

  it('are shown with what they were and are going to be', () => {
    expect(plan({ tags: { team: 'b', area: 'c', zone: 'z' }, tagsMode: 'own' }).differences).toEqual([
      { change: 'new', setting: 'Tag area', field: 'tags.area', after: 'c' },
      { change: 'changed', setting: 'Tag team', field: 'tags.team', before: 'a', after: 'b' },
      { change: 'removed', setting: 'Tag old', field: 'tags.old', before: 'o' },
    ]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['nothing is listed', {}],
    ['they are to be left alone', { tags: { team: 'b' }, tagsMode: 'ignore' }],
    ['what is listed is there', { tags: { team: 'a' } }],
    ['they are owned, and there is nothing else', { tags: { team: 'a', zone: 'z', old: 'o' }, tagsMode: 'own' }],
  ])('need no change where %s', (_title, fields) => {
    expect(plan(fields)).toEqual({ steps: [], differences: [] });
  });

  it('are changed where as many are to be set as removed', () => {
    expect(plan({ tags: { team: 'b', zone: 'z' }, tagsMode: 'own' }).steps).toHaveLength(1);
  });

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['those that are listed', { tags: { team: 'a' } }, { team: 'a' }],
    ['those that are owned', { tags: { team: 'a' }, tagsMode: 'own' }, { team: 'a' }],
    ['none where they are to be left alone', { tags: { team: 'a' }, tagsMode: 'ignore' }, {}],
    ['none where none are listed', {}, {}],
  ])('of a new one are %s', (_title, fields, tags) => {
    expect(newTags(inputOf(fields))).toEqual(tags);
  });
});
