/**
 * Where Orca polls an operation. Built from the configured URL, never from a Host header, which a caller could choose.
 */
export const statusUrlOf = (publicUrl: string, id: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/v1/operations/${encodeURIComponent(id)}`;
