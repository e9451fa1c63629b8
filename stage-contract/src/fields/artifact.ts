import { z } from 'zod';
import type { Problem } from '../problem';

/**
 * An artifact as Spinnaker's stages hold it. Only inline content (type `embedded/base64`) can be used:
 * the sidecar never calls an address that a pipeline names.
 */
export const artifactSchema = z.looseObject(
  {
    id: z.string().optional(),
    account: z.string().optional(),
    artifact: z
      .looseObject(
        {
          type: z.string().optional(),
          reference: z.string().optional(),
          name: z.string().optional(),
        },
        { error: 'must be a map with type and reference' },
      )
      .optional(),
  },
  { error: 'must be a map with artifact' },
);
export type StageArtifact = z.output<typeof artifactSchema>;

/** The text inside an inline artifact, or why there is none, in words that say what to do. */
export function inlineArtifactText(value: StageArtifact): { ok: true; text: string } | { ok: false; message: string } {
  const artifact = value.artifact;
  if (artifact === undefined) {
    return {
      ok: false,
      message:
        'refers to an expected artifact by id, which is not supported yet; give the content inline (embedded/base64, or invokePayload)',
    };
  }
  if (artifact.type !== 'embedded/base64') {
    return {
      ok: false,
      message: `is of type ${artifact.type ?? 'unknown'}, which is not supported yet; use an embedded/base64 artifact, or give the text inline`,
    };
  }
  const reference = (artifact.reference ?? '').replace(/\s/g, '');
  // Base64 leaves no text with one character over a group of four.
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(reference) || reference.replace(/=+$/, '').length % 4 === 1)
    return { ok: false, message: 'has no valid base64 text in artifact.reference' };
  const bytes = Uint8Array.from(atob(reference.replace(/=+$/, '').replace(/-/g, '+').replace(/_/g, '/')), (character) =>
    character.charCodeAt(0),
  );
  return { ok: true, text: new TextDecoder().decode(bytes) };
}

/** What is wrong with the inline artifacts of some fields, by field name; absent ones are no problem. */
export const artifactProblems = (artifacts: Readonly<Record<string, StageArtifact | undefined>>): Problem[] =>
  Object.entries(artifacts).flatMap(([field, artifact]) => {
    const read = artifact === undefined ? undefined : inlineArtifactText(artifact);
    return read?.ok === false ? [{ field, message: read.message }] : [];
  });
