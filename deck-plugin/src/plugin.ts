import { Registry, type IDeckPlugin } from '@spinnaker/core';
import { keepOnePickerEntry } from './registration/keepOnePickerEntry';
import { stageConfigs } from './registration/stageConfigs';
import { helpTexts } from './fields/transforms/helpKeys';

/** What Deck loads: the five stages, registered before `initialize` runs, and their help texts. */
export const plugin: IDeckPlugin = {
  stages: [...stageConfigs],
  help: helpTexts(),
  initialize: () => keepOnePickerEntry(Registry.pipeline, stageConfigs),
};
