const { TextDecoder, TextEncoder } = require('node:util');

/** What core reads while it loads, and what every browser has and jsdom lacks. */
Object.assign(window, {
  spinnakerSettings: {
    gateUrl: '/gate',
    authEnabled: false,
    feature: {},
    providers: { aws: {} },
    defaultProviders: ['aws'],
    hiddenStages: [],
    gitSources: [],
    triggerTypes: [],
    searchVersion: 2,
    pubsubProviders: [],
    notifications: {},
    newApplicationDefaults: {},
    defaultTimeZone: 'UTC',
  },
});
Object.assign(globalThis, { TextDecoder, TextEncoder });
const jquery = require('jquery');
Object.assign(window, { $: jquery, jQuery: jquery });

/** Core puts 165 style sheets into the page; jsdom would match each against every element. */
const append = document.head.appendChild.bind(document.head);
document.head.appendChild = (element) => (element.tagName === 'STYLE' && element.id === '' ? element : append(element));
document.head.insertBefore = (element, before) =>
  element.tagName === 'STYLE' ? element : Node.prototype.insertBefore.call(document.head, element, before);
