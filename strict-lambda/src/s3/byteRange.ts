import { s3Error } from './s3Errors';

/**
 * The bytes of an object that a Range header asks for, both ends included; undefined for the whole object, which is
 * also what HTTP gives for a header that it does not understand. Throws InvalidRange for what lies behind the end.
 */
export function byteRange(header: string | undefined, size: number): { from: number; to: number } | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  const [, first = '', last = ''] = found ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (from >= size) throw s3Error('InvalidRange');
  return { from, to };
}
