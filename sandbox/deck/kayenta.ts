/** Core hands `@spinnaker/kayenta` on to plugins; the sandbox has no Kayenta, and no plugin of ours uses it. */
export const kayenta = undefined;
