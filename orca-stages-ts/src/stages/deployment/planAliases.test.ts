import type { ObservedDeployment } from './observe';
import { planAliases, type AliasPlan } from './planAliases';
import { aliasOf, inputOf, observedOf, operation } from './testing/planFixtures';

const found = observedOf({ aliases: [aliasOf('live', '41'), aliasOf('beta', '39'), aliasOf('old', '7')] });
const plan = (fields: Record<string, unknown>, observed: ObservedDeployment = found): AliasPlan =>
  planAliases(inputOf({ publish: true, ...fields }), observed, operation.target);
const others = (step: AliasPlan['steps'][number] | undefined): string[] | undefined =>
  step?.others.map(({ alias }) => alias);

describe('the aliases of a Deployment', () => {
  it('are made where they are missing and moved where the stage says so, each as a change that waits for Orca', () => {
    const { steps, moving, missing } = plan({ aliases: ['live', 'new'], aliasRouting: 'newVersion' });

    expect(steps).toMatchObject([
      {
        kind: 'createAlias',
        id: 'alias:new',
        sentence: 'Create alias new pointing to the new version',
        mutates: true,
        beginsWhen: 'orcaIsPolling',
        atVersion: true,
      },
      {
        kind: 'moveAlias',
        id: 'alias:live',
        sentence: 'Move alias live to the new version',
        mutates: true,
        beginsWhen: 'orcaIsPolling',
        from: { mainVersion: '41' },
        expectedRevisionId: 'r-live',
      },
    ]);
    expect([moving, missing]).toEqual([['live'], ['new']]);
  });

  it('know which of them is listed first, as the outcome draws its traffic', () => {
    const firstOf = (aliases: string[]): string[] =>
      plan({ aliases, aliasRouting: 'newVersion' }).steps.flatMap(({ aliasName, first }) => (first ? [aliasName] : []));

    expect(firstOf(['new', 'live', 'beta'])).toEqual(['new']);
    expect(firstOf(['beta', 'live', 'new'])).toEqual(['beta']);
  });

  it('are shown beside those that stay', () => {
    expect(others(plan({ aliases: ['live', 'new'], aliasRouting: 'newVersion' }).steps[0])).toEqual(['beta', 'old']);
    expect(others(plan({ aliases: ['live', 'new'] }).steps[0])).toEqual(['live', 'beta', 'old']);
  });

  it('stay where they are unless the stage says so', () => {
    const { steps, moving, kept } = plan({ aliases: ['live', 'live', 'beta'] });

    expect([steps, moving]).toEqual([[], []]);
    expect(kept.map(({ alias, noteTold }) => [alias, noteTold?.code])).toEqual([
      ['live', 'aliasKeptRouting'],
      ['beta', 'aliasKeptRouting'],
      ['old', 'aliasNotListed'],
    ]);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['a new one points at the unpublished head', { publish: false, aliases: ['live', 'new'] }, ['new']],
    ['a new one points at a version', { publish: true, aliases: ['new'] }, []],
    ['none is new', { publish: false, aliases: ['live'] }, []],
    ['none is listed', { publish: false }, []],
  ])('warn only where one points at the head: %s', (_title, fields, aliases) => {
    const { warnings } = plan(fields);

    expect(warnings.map(({ code, values }) => ({ code, values }))).toEqual(
      aliases.length === 0 ? [] : [{ code: 'aliasesAtHead', values: { aliases } }],
    );
  });
});
