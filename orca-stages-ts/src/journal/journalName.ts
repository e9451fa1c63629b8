/** Whether a journal location is a PostgreSQL URL. */
export const isPostgresUrl = (location: string): boolean => /^postgres(ql)?:\/\//.test(location);

/** The journal's location for logs and messages, without user, password and options. */
export function journalName(location: string): string {
  if (!isPostgresUrl(location)) return `the SQLite file ${location}`;
  if (!URL.canParse(location)) return 'PostgreSQL';
  const { host, pathname } = new URL(location);
  return `PostgreSQL at ${host}${pathname}`;
}
