declare global {
  interface Window {
    spinnaker?: { plugins: { sharedLibraries: Record<string, unknown> } };
    spinnakerSettings?: object;
    $?: unknown;
    jQuery?: unknown;
  }
}

/** Where core puts React, itself and the rest for plugins; it shares nothing unless the object is there beforehand. */
const pluginLibraries: Record<string, unknown> = {};

window.spinnaker = { plugins: { sharedLibraries: pluginLibraries } };

export {};
