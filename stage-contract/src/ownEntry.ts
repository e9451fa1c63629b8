/**
 * The entry that a table itself has under a name. Use it when the name is text that someone wrote: `table[name]` would
 * also find what every object inherits, such as `constructor`.
 */
export const ownEntry = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  table !== undefined && Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;
