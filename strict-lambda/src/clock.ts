/** A time as Lambda writes it in LastModified: ISO 8601 with milliseconds and +0000. */
export function lambdaTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '+0000');
}
