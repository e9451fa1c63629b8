import './pluginLibraries';
import './openSampleFirst';
import './settings';
import './jqueryGlobal';
import './deck.css';

import { CloudProviderRegistry, CORE_MODULE } from '@spinnaker/core';
import { bootstrap, module } from 'angular';

import { HeaderWithTraffic } from './HeaderWithTraffic';

CloudProviderRegistry.registerProvider('aws', { name: 'Amazon', logo: { path: '' } });

module('netflix.spinnaker', [CORE_MODULE]).run([
  'overrideRegistry',
  (overrides: { overrideComponent: (key: string, component: unknown) => void }) =>
    overrides.overrideComponent('spinnakerHeader', HeaderWithTraffic),
]);

bootstrap(document.body, ['netflix.spinnaker']);
