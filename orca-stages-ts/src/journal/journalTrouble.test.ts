import { journalTrouble } from './journalTrouble';

const failed = (code: string, message = 'as the database says it'): Error =>
  Object.assign(new Error(message), { code });

it.each([
  ['SQLITE_READONLY', 'readOnly', /read-only/],
  ['SQLITE_READONLY_DBMOVED', 'readOnly', /read-only/],
  ['25006', 'readOnly', /primary server/],
  ['SQLITE_FULL', 'diskFull', /Free space/],
  ['53100', 'diskFull', /Free space/],
  ['ENOSPC', 'diskFull', /Free space/],
  ['SQLITE_CORRUPT', 'damaged', /restore a backup, as docs\/operating\.md describes under "Backup"/],
  ['SQLITE_NOTADB', 'damaged', /restore a backup/],
  ['XX001', 'damaged', /restore a backup/],
  ['SQLITE_BUSY', 'busy', /Only one sidecar/],
  ['SQLITE_IOERR_WRITE', 'other', /Check the disk/],
  ['ECONNREFUSED', 'unreachable', /host, user and password/],
  ['28P01', 'unreachable', /host, user and password/],
  ['57P03', 'unreachable', /host, user and password/],
  ['XX000', 'other', /log of the database/],
])('says what %s means and what to do', (code, reason, words) => {
  const trouble = journalTrouble(failed(code));

  expect(trouble.reason).toBe(reason);
  expect(`${trouble.what}. ${trouble.next}`).toMatch(words);
  expect(trouble.what).toContain('as the database says it');
});

it.each(['timeout exceeded when trying to connect', 'Connection terminated unexpectedly', 'Query read timeout'])(
  'knows a database that does not answer by its words where there is no code: %s',
  (words) => {
    expect(journalTrouble(new Error(words))).toMatchObject({ reason: 'unreachable' });
  },
);
