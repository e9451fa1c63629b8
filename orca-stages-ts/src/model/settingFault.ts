/** A setting that reads well but that this machine cannot follow, such as an address that it does not have. */
export class SettingFault extends Error {
  /** The setting, as `listen.host`. */
  readonly field: string;
  /** Why it cannot be followed, and the remedy. */
  readonly reason: string;

  constructor(field: string, reason: string, cause?: unknown) {
    super(`${field} ${reason}`, { cause });
    this.name = 'SettingFault';
    this.field = field;
    this.reason = reason;
  }
}
