/** Makes texts unreadable in the journal, and readable again. */
export interface Sealer {
  /** An envelope of its own every time: version, key id, nonce, tag and ciphertext. */
  seal(text: string): string;
  /** Throws StageError internal when the text was altered, or sealed with a key that is not configured any more. */
  open(sealed: string): string;
}
