import { Registry, type IDeckPlugin } from '@spinnaker/core';
import { keepOnePickerEntry } from './registration/keepOnePickerEntry';
import { stageConfigs } from './registration/stageConfigs';

/** What Deck loads: the five stages, registered before `initialize` runs. */
export const plugin: IDeckPlugin = {
  stages: [...stageConfigs],
  initialize: () => keepOnePickerEntry(Registry.pipeline, stageConfigs),
};
