import { Registry } from '@spinnaker/core';
import { STAGE_TYPES, stageDefinitions } from 'stage-contract';
import { plugin } from './plugin';

describe('the plugin', () => {
  it("offers the five stages with the contract's words", () => {
    const offered = plugin.stages?.map(({ key, label, description }) => ({ key, label, description }));

    expect(offered).toEqual(
      STAGE_TYPES.map((type) => ({
        key: type,
        label: stageDefinitions[type].label,
        description: stageDefinitions[type].description,
      })),
    );
  });

  it('merges nothing into a pipeline that the user only looks at', () => {
    expect(plugin.stages?.map((stage) => stage.defaults as unknown)).toEqual(STAGE_TYPES.map(() => ({})));
    expect(plugin.stages?.filter((stage) => stage.addAliasToConfig === true)).toEqual([]);
  });

  it("registers the contract's help under keys that an operator can override", () => {
    expect(plugin.help).toHaveProperty(
      ['lambdaStages.route.aliasName'],
      'The alias to route. It is created if it does not exist.',
    );
  });

  it("checks a stage in the contract's words, one sentence by field", () => {
    const route = plugin.stages?.find(({ key }) => key === 'Aws.LambdaTrafficRoutingStage');

    expect(
      route?.validateFn?.(
        {
          type: 'x',
          name: '',
          refId: '1',
          requisiteStageRefIds: [],
          alias: 'preconfiguredWebhook',
          account: 'a',
          region: '${r}',
          functionName: 'f',
          aliasName: 7,
          deploymentStrategy: undefined,
        },
        {},
      ),
    ).toEqual({
      aliasName: 'Alias must be an alias name: letters, digits, - and _, not just a number.',
      deploymentStrategy: 'Strategy is required.',
    });
    expect(route?.validateFn?.(null as never, {})).toHaveProperty('account', 'Account is required.');
  });

  it('is the form that Deck uses, and the only entry in the picker, whether the webhook is listed before or after it', () => {
    const webhook = {
      key: STAGE_TYPES[0],
      label: 'Webhook of the same type',
      alias: 'preconfiguredWebhook',
      description: '',
    };
    Registry.reinitialize();
    Registry.pipeline.registerStage(webhook);

    plugin.stages?.forEach((stage) => Registry.pipeline.registerStage(stage));
    plugin.initialize?.(plugin);
    Registry.pipeline.registerStage(webhook);
    Registry.pipeline.registerStage({ key: 'wait', label: 'Wait', description: '' });

    expect(Registry.pipeline.getStageTypes().map(({ key }) => key)).toEqual([...STAGE_TYPES, 'wait']);
    expect(
      Registry.pipeline.getStageConfig({ type: STAGE_TYPES[0], name: '', refId: '1', requisiteStageRefIds: [] }).label,
    ).toBe('AWS Lambda Deployment');
  });
});
