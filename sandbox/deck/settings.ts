import './pluginLibraries';

/**
 * What Spinnaker operators configure in Deck's settings.js, set for one machine without sign-in. Core reads
 * `window.spinnakerSettings` while it loads, so this module comes first in the entry. `lambdaAdditionalStages` stays
 * off: it registers the native stages under the keys that our plugin uses.
 */
const settings = {
  gateUrl: '/gate',
  authEnabled: false,
  authEndpoint: '/gate/auth/user',
  authTtl: 600_000,
  checkForUpdates: false,
  debugEnabled: false,
  apiTimeoutMs: 30_000,
  pollSchedule: 5_000,
  tasksViewLimitPerPage: 100,
  maxPipelineAgeDays: 365,
  maxRunningExecutionsToRetrieve: 100,
  onDemandClusterThreshold: 350,
  defaultProvider: 'aws',
  defaultProviders: ['aws'],
  defaultTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  providers: { aws: { defaults: { account: 'local', region: 'us-east-1' } } },
  gitSources: [],
  hiddenStages: [],
  pubsubProviders: [],
  triggerTypes: ['cron', 'pipeline', 'webhook'],
  searchVersion: 2,
  newApplicationDefaults: {},
  notifications: {
    bearychat: { enabled: false },
    cdevents: { enabled: false },
    email: { enabled: false },
    githubStatus: { enabled: false },
    googlechat: { enabled: false },
    microsoftteams: { enabled: false },
    pubsub: { enabled: false },
    slack: { botName: '', enabled: false },
    sms: { enabled: false },
  },
  feature: {
    pipelines: true,
    notifications: false,
    fiatEnabled: false,
    functions: false,
    lambdaAdditionalStages: false,
    managedDelivery: false,
    pipelineTemplates: false,
    quietPeriod: false,
    savePipelinesStageEnabled: true,
    displayTimestampsInUserLocalTime: true,
    multiBlockFailureMessages: true,
  },
  // Served by the page itself, so that the sidecar's port does not matter.
  lambdaStages: { schemas: '/schemas' },
  additionalHelpLinks: [{ text: 'Live traffic', url: '/traffic', icon: 'fa fa-chart-bar' }],
};

window.spinnakerSettings = settings;
