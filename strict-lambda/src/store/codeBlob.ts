/** Name of the zip with this hash among the blobs. */
export function codeBlob(codeSha256: string): string {
  return `code/${Buffer.from(codeSha256, 'base64').toString('hex')}.zip`;
}
