/** Whether a journal's place is an address of PostgreSQL. */
export const isPostgresUrl = (location: string): boolean => /^postgres(ql)?:\/\//.test(location);

/** The journal's place for logs and messages: without user, password and options. */
export function journalName(location: string): string {
  if (!isPostgresUrl(location)) return `the SQLite file ${location}`;
  if (!URL.canParse(location)) return 'PostgreSQL';
  const { host, pathname } = new URL(location);
  return `PostgreSQL at ${host}${pathname}`;
}
