/** The blob name of the zip file with this hash. */
export function codeBlob(codeSha256: string): string {
  return `code/${Buffer.from(codeSha256, 'base64').toString('hex')}.zip`;
}
