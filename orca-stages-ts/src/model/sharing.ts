/** How a call of AWS that only reads may be shared with others. */
export interface Sharing {
  /** How old an answer may be that somebody else has asked for; 0 (the default): it must be read now. */
  maxAgeMs?: number;
  /** Ends the wait of this asker, with the signal's reason. Others who share the call still get their answers. */
  signal?: AbortSignal;
  /** By when the answer must be there, in ms since 1970; then this asker gets awsUnavailable. */
  deadlineMs?: number;
}
