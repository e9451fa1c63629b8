/** The first characters of a code hash: enough to tell two builds apart. */
const shortHash = (codeSha256: string): string => `${codeSha256.slice(0, 6)}…`;

/** Size in the unit that reads best, as `4.1 MB`. */
function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Code as the list of differences shows it, as `7xKdP0… 4.1 MB`. */
export const codeWords = (code: { codeSha256: string; codeSizeBytes: number }): string =>
  `${shortHash(code.codeSha256)} ${sizeWords(code.codeSizeBytes)}`;
