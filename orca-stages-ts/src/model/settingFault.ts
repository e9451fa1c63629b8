/** A setting that is valid but does not work on this machine, such as an address that the machine does not have. */
export class SettingFault extends Error {
  /** The setting, such as `listen.host`. */
  readonly field: string;
  /** Why it does not work, and the remedy. */
  readonly reason: string;

  constructor(field: string, reason: string, cause?: unknown) {
    super(`${field} ${reason}`, { cause });
    this.name = 'SettingFault';
    this.field = field;
    this.reason = reason;
  }
}
