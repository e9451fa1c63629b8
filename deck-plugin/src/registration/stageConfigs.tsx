import * as React from 'react';
import type { IStageTypeConfig } from '@spinnaker/core';
import { stageDefinitions, STAGE_TYPES, type StageType } from 'stage-contract';
import { executionDetailsSections } from '../details';
import { LambdaStageForm } from '../form/LambdaStageForm';
import type { StageConfigProps } from '../form/useStageForm';
import { stageRegistry } from '../stages/stageRegistry';
import { entryOf, textOf } from '../values/readValue';
import { validateStage } from './validateStage';

/** The Orca webhook stage that our types run as; Deck writes it into each stage's JSON. */
const ORCA_STAGE = 'preconfiguredWebhook';

/** The key gives each stage its own form: what is open or half typed belongs to one stage. */
function formOf(type: StageType): React.FunctionComponent<StageConfigProps> {
  const Form = (props: StageConfigProps): React.ReactElement => (
    <LambdaStageForm key={textOf(entryOf(props.stage, 'refId'))} {...props} layout={stageRegistry[type]} />
  );
  Form.displayName = `${stageDefinitions[type].key}Form`;
  return Form;
}

/**
 * What we register with Deck for each stage. `cloudProvider` makes Deck use our form even if Gate lists the webhook
 * under the same type. `defaults` is empty, because Deck merges defaults into existing pipelines as soon as someone
 * looks at them.
 */
export const stageConfigs: readonly IStageTypeConfig[] = STAGE_TYPES.map((type) => ({
  key: type,
  label: stageDefinitions[type].label,
  description: stageDefinitions[type].description,
  cloudProvider: 'aws',
  alias: ORCA_STAGE,
  addAliasToConfig: true,
  component: formOf(type),
  executionDetailsSections: [...executionDetailsSections(stageRegistry[type])],
  validateFn: (stage) => validateStage(type, stage),
  defaults: {},
  restartable: true,
  supportsCustomTimeout: true,
}));
