/** Where a visit to the bare address leads: Deck's own first screen is an empty search, which says nothing to a newcomer. */
const firstScreen = '#/applications/demo/executions';

if (window.location.hash === '') {
  window.history.replaceState(null, '', firstScreen);
}

export {};
