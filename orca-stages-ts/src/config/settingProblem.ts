/**
 * One thing that is wrong with the sidecar's own configuration, with its remedy. Operators read it in the terminal; no
 * code decides by it.
 */
export interface SettingProblem {
  /** Path of the setting, such as `accounts.0.regions`. */
  field: string;
  message: string;
}
