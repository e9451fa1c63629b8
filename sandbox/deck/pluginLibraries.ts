declare global {
  interface Window {
    spinnaker?: { plugins: { sharedLibraries: Record<string, unknown> } };
    spinnakerSettings?: object;
    $?: unknown;
    jQuery?: unknown;
  }
}

/** Where core puts React, itself and other libraries for plugins. It only shares them if the object already exists. */
const pluginLibraries: Record<string, unknown> = {};

window.spinnaker = { plugins: { sharedLibraries: pluginLibraries } };

export {};
