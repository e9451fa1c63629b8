/** Where the bare URL leads. Deck's own first screen is an empty search, which doesn't help newcomers. */
const firstScreen = '#/applications/demo/executions';

if (window.location.hash === '') {
  window.history.replaceState(null, '', firstScreen);
}

export {};
