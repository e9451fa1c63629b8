/** Encrypts texts for the journal, and decrypts them. */
export interface Sealer {
  /** A new envelope every time: version, key ID, nonce, tag and ciphertext. */
  seal(text: string): string;
  /** Throws StageError internal if the text was altered, or encrypted with a key that is no longer configured. */
  open(sealed: string): string;
}
