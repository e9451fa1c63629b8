/** Core passes `@spinnaker/kayenta` on to plugins. The sandbox has no Kayenta, and none of our plugins uses it. */
export const kayenta = undefined;
