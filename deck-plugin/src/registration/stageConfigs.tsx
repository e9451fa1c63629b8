import * as React from 'react';
import type { IStageTypeConfig } from '@spinnaker/core';
import { stageDefinitions, STAGE_TYPES, type StageType } from 'stage-contract';
import { executionDetailsSections } from '../details';
import { LambdaStageForm } from '../form/LambdaStageForm';
import type { StageConfigProps } from '../form/useStageForm';
import { stageRegistry } from '../stages/stageRegistry';
import { entryOf, textOf } from '../values/readValue';
import { useNewStageDefaults } from './useNewStageDefaults';
import { validateStage } from './validateStage';

/** The key gives each stage its own form: what is open or half typed belongs to one stage. */
function formOf(type: StageType): React.FunctionComponent<StageConfigProps> {
  const Form = (props: StageConfigProps): React.ReactElement => {
    const refId = textOf(entryOf(props.stage, 'refId'));
    useNewStageDefaults(type, props, refId);
    return <LambdaStageForm key={refId} {...props} layout={stageRegistry[type]} />;
  };
  Form.displayName = `${stageDefinitions[type].key}Form`;
  return Form;
}

/**
 * What we register with Deck for each stage. `cloudProvider` makes Deck use our form even if Gate lists the webhook
 * under the same type. `defaults` is empty and `addAliasToConfig` absent, because Deck applies both to existing stages
 * as soon as someone looks at them: a native stage would be converted without its author's knowledge.
 */
export const stageConfigs: readonly IStageTypeConfig[] = STAGE_TYPES.map((type) => ({
  key: type,
  label: stageDefinitions[type].label,
  description: stageDefinitions[type].description,
  cloudProvider: 'aws',
  component: formOf(type),
  executionDetailsSections: [...executionDetailsSections(stageRegistry[type])],
  validateFn: (stage, context) => validateStage(type, stage, entryOf(context, 'pipeline')),
  defaults: {},
  restartable: true,
  supportsCustomTimeout: true,
}));
