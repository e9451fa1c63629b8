/** One thing wrong with the sidecar's own configuration, with its remedy: read by operators in the terminal, decided by nobody. */
export interface SettingProblem {
  /** Path of the setting, as `accounts.0.regions`. */
  field: string;
  message: string;
}
