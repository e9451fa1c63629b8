import { mayOnlyBe } from '../conditions';
import type { JsonSchema } from '../jsonSchema';

const BASE64 = '[A-Za-z0-9+/_-]';

/**
 * `inlineArtifactText` of fields/artifact.ts: content inside the stage, in base64. A JSON text is not looked into, so
 * the rule is only about maps. Base64 never has one character left over after its groups of four.
 */
const inlineContent: JsonSchema = {
  if: { type: 'object' },
  then: {
    required: ['type', 'reference'],
    properties: {
      type: { const: 'embedded/base64' },
      reference: { pattern: `^\\s*(?:(?:${BASE64}\\s*){4})*(?:${BASE64}\\s*){2,4}(?:=\\s*){0,2}$` },
    },
  },
};

/** An artifact that the sidecar can read: only inline ones. */
export const inlineArtifact: JsonSchema = {
  if: { type: 'object' },
  then: { required: ['artifact'], properties: { artifact: inlineContent } },
};

/** The artifacts in these fields are inline. */
export const inlineArtifacts = (...names: readonly string[]): JsonSchema[] =>
  names.map((name) => ({
    $comment: 'The sidecar never calls a URL that a pipeline contains.',
    ...mayOnlyBe(name, inlineArtifact),
  }));
