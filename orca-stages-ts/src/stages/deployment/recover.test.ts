import type { RecoveryReason } from '../../model/recovery';
import { planDeployment } from './plan';
import { recoverDeployment } from './recover';
import type { DeploymentStep } from './steps';
import { aliasOf, inputOf, newCode, nothing, observedOf, operation, QUEUE } from './testing/planFixtures';
import type { ObservedDeployment } from './observe';

const everything = {
  publish: true,
  memorySize: 256,
  aliases: ['live', 'beta', 'new'],
  aliasRouting: 'newVersion',
  aliasName: 'beta',
  tags: { team: 'a' },
  reservedConcurrentExecutions: 5,
  provisionedConcurrentExecutions: 2,
  triggerArns: [QUEUE],
};
const found = observedOf({ wantedCode: newCode, aliases: [aliasOf('live', '41', '40', 5), aliasOf('beta', '39')] });
const planned = (
  fields: Record<string, unknown> = everything,
  observed: ObservedDeployment = found,
): DeploymentStep[] => planDeployment(inputOf(fields), observed, operation).steps;
const recovered = (
  begun: DeploymentStep[],
  unanswered: string[] = [],
  reason: RecoveryReason = 'failed',
): DeploymentStep[] => recoverDeployment(inputOf(everything), { reason, begun, unanswered, facts: {} });

/** The steps up to one of them, as they were begun. */
const until = (id: string, steps = planned()): DeploymentStep[] =>
  steps.slice(0, steps.findIndex((step) => step.id === id) + 1);
const leftovers = (begun: DeploymentStep[]): object | undefined =>
  recovered(begun).find(({ kind }) => kind === 'leftovers');

describe('the failure policy of a Deployment', () => {
  it('brings back each alias that was moved to what it served, the last one first', () => {
    const moves = planned()
      .filter(({ kind }) => kind === 'moveAlias')
      .map(({ id }) => id);

    const restores = recovered(planned()).filter(({ kind }) => kind === 'restoreAlias');

    expect(moves).toEqual(['alias:live', 'alias:beta']);
    expect(restores).toEqual([
      expect.objectContaining({
        id: 'restore:beta',
        sentence: 'Revert alias beta',
        mutates: true,
        aliasName: 'beta',
        first: false,
        to: { mainVersion: '39' },
      }),
      expect.objectContaining({
        id: 'restore:live',
        mutates: true,
        aliasName: 'live',
        first: true,
        to: { mainVersion: '41', additionalVersion: '40', additionalWeightPercent: 5 },
      }),
    ]);
    for (const step of restores) expect(step).not.toHaveProperty('outruns');
  });

  it('outruns a move whose answer never came, and no other', () => {
    const steps = recovered(planned(), ['alias:live']);

    expect(steps.map((step) => [step.id, step.kind === 'restoreAlias' && step.outruns === true])).toEqual([
      ['restore:beta', false],
      ['restore:live', true],
      ['leftovers', false],
    ]);
  });

  it('brings back no alias that was only created, or not yet moved', () => {
    expect(recovered(until('alias:new')).map(({ id }) => id)).toEqual(['leftovers']);
  });

  it('has nothing to do where nothing was changed', () => {
    const looked = planned().filter((step) => !step.mutates);

    expect(looked).not.toEqual([]);
    expect(recovered(looked)).toEqual([]);
    expect(recovered([])).toEqual([]);
  });

  it('names at the end what it leaves behind, and changes nothing with that', () => {
    expect(recovered(planned()).at(-1)).toEqual(
      expect.objectContaining({
        kind: 'leftovers',
        id: 'leftovers',
        mutates: false,
        created: false,
        names: ['Memory'],
        codeSha256: 'new-hash',
        others: [
          'Create alias new pointing to the new version',
          'Update tags',
          'Reserve 5 concurrent executions',
          'Provision 2 environments for beta',
          expect.stringContaining('orders'),
        ],
      }),
    );
  });

  it('names only what was begun', () => {
    expect(leftovers(until('configuration'))).toMatchObject({ names: ['Memory'], others: [] });
    expect(leftovers(until('configuration'))).not.toHaveProperty('codeSha256');
    expect(leftovers(until('code', planned({ publish: true })))).toMatchObject({ names: [], codeSha256: 'new-hash' });
  });

  it('knows that it has created the function', () => {
    expect(leftovers(until('settleVersion', planned({ publish: true }, nothing)))).toMatchObject({
      created: true,
      others: [],
    });
  });
});
