import { cleanup, screen } from '@testing-library/react';
import { STAGE_TYPES } from 'stage-contract';
import { nativeStages } from '../testing/nativeStages';
import { click, saved, showForm, type Host } from '../testing/showForm';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const HOSTS: readonly Host[] = ['changes in place', 'hands out copies'];
const route = (): Record<string, unknown> => ({ ...nativeStages[ROUTE], refId: '2', name: 'Route' });
const notice = (): string | undefined => document.querySelector('.lst-native')?.textContent ?? undefined;
const aliases = (pipeline: unknown): unknown[] =>
  (pipeline as { stages: Record<string, unknown>[] }).stages.map((stage) => stage['alias']);

describe('the notice of a native stage', () => {
  it.each(STAGE_TYPES)(
    'of %s says who runs it and what converting does, and opening the form changes nothing',
    (type) => {
      const stage = { ...nativeStages[type] };

      const { changes } = showForm(type, stage);

      expect(notice()).toMatch(
        /^This stage runs on Spinnaker’s own Lambda executorYou can edit it here\. .+ need Lambda Stages\./,
      );
      expect(notice()).toMatch(
        /The JSONgains "alias": "preconfiguredWebhook"; its own values stay as they are.*What it does.{20}/,
      );
      expect(changes).toEqual([]);
      expect(stage).toEqual(nativeStages[type]);
    },
  );

  it.each(STAGE_TYPES)('is absent from a converted %s', (type) => {
    showForm(type, { ...nativeStages[type], alias: 'preconfiguredWebhook' });

    expect(notice()).toBeUndefined();
  });

  describe.each(HOSTS)('in a Deck that %s', (host) => {
    it('converts this stage alone', () => {
      const stage = route();
      const shown = showForm(ROUTE, stage, {
        host,
        pipeline: { stages: [{ ...nativeStages['Aws.LambdaDeploymentStage'], refId: '1' }, stage] },
      });

      click('button', 'Convert this stage');

      expect(saved(shown.stage)).toEqual({ ...route(), alias: 'preconfiguredWebhook' });
      expect(aliases(shown.pipeline)).toEqual([undefined, 'preconfiguredWebhook']);
      expect(notice()).toBeUndefined();
      expect(document.activeElement?.textContent).toBe(
        ' This stage now runs on Lambda Stages. Nothing is saved before you press Save Changes.',
      );
    });

    it('converts all Lambda stages of the pipeline, and no other stage', () => {
      const stage = route();
      const invoke = { ...nativeStages['Aws.LambdaInvokeStage'], refId: '3', payload: '{"a":1}' };
      const shown = showForm(ROUTE, stage, {
        host,
        pipeline: {
          stages: [
            { ...nativeStages['Aws.LambdaDeploymentStage'], refId: '1' },
            { type: 'wait', refId: '9' },
            stage,
            invoke,
          ],
        },
      });

      click('button', 'Convert all 3 Lambda stages of this pipeline');

      expect(saved(shown.pipeline as Record<string, unknown>)).toEqual({
        stages: [
          { ...nativeStages['Aws.LambdaDeploymentStage'], refId: '1', alias: 'preconfiguredWebhook' },
          { type: 'wait', refId: '9' },
          { ...route(), alias: 'preconfiguredWebhook' },
          {
            ...nativeStages['Aws.LambdaInvokeStage'],
            refId: '3',
            invokePayload: '{"a":1}',
            alias: 'preconfiguredWebhook',
          },
        ],
      });
      expect(document.activeElement?.textContent).toContain('3 stages of this pipeline now run on Lambda Stages.');
    });

    it('gives a stage that was just added its defaults', () => {
      const shown = showForm(
        ROUTE,
        { type: ROUTE, refId: '1', requisiteStageRefIds: [], name: '', isNew: true },
        { host },
      );

      expect(shown.stage['alias']).toBe('preconfiguredWebhook');
      expect(notice()).toBeUndefined();
    });
  });

  it('offers only what is left to convert', () => {
    const stage = route();
    const converted = { ...nativeStages['Aws.LambdaDeploymentStage'], alias: 'preconfiguredWebhook' };
    showForm(ROUTE, stage, { pipeline: { stages: [converted, stage] } });
    const alone = screen.queryAllByRole('button', { name: /^Convert/ }).map((button) => button.textContent);
    cleanup();

    showForm(ROUTE, stage, { pipeline: { stages: [converted, stage, { type: ROUTE, refId: '7' }] } });

    expect(alone).toEqual(['Convert this stage']);
    expect(screen.queryAllByRole('button', { name: /^Convert/ }).map((button) => button.textContent)).toEqual([
      'Convert this stage',
      'Convert all 2 native Lambda stages of this pipeline',
    ]);
  });

  it('names the stage that another alias makes of it, and leaves a copy of a native stage native', () => {
    showForm(ROUTE, { ...route(), alias: 'webhook' });
    const other = notice();
    cleanup();

    const { changes } = showForm(ROUTE, { ...route(), isNew: true });

    expect(other).toContain('This stage runs as "webhook", not on Lambda Stages');
    expect(other).toContain('"alias": "webhook" becomes "alias": "preconfiguredWebhook"');
    expect(changes).toEqual([]);
  });

  it('does not blame Orca for a payload that the native executor still reads', () => {
    showForm('Aws.LambdaInvokeStage', { payload: '{"a":1}' });

    expect(document.body.textContent).not.toContain('overwritten by Orca');
    expect(notice()).toContain('payload becomes invokePayload');
  });
});
