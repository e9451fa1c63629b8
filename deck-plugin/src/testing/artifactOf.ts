/** An artifact as a stage contains it. */
export const artifactOf = (type: string, reference: string): Record<string, unknown> => ({
  artifact: { type, reference },
});
