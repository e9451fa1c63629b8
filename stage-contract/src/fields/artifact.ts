import { z } from 'zod';
import { field } from '../fieldMeta';
import { expecting } from '../messages/expected';
import { problem, type Problem } from '../messages/problem';
import { orJsonText } from '../values';

/** The author's text; may be empty. */
const anyText = () => expecting(z.string(), { code: 'expectedForm', values: { form: 'plainText' } });

/**
 * An artifact, as Spinnaker's stages store it. Only inline content (type `embedded/base64`) is supported: the sidecar
 * never calls a URL that a pipeline contains.
 */
export const artifactSchema = expecting(
  orJsonText(
    z.looseObject({
      id: field(anyText(), {
        label: 'ID',
        help: 'ID of an expected artifact. Not supported yet on its own: also give `artifact`',
        unread: 'only inline artifacts are supported',
      }),
      account: field(anyText(), {
        label: 'Account',
        help: 'not used; for your own reference',
        unread: 'inline content needs no account',
      }),
      artifact: field(
        expecting(
          orJsonText(
            z.looseObject({
              type: field(anyText(), {
                label: 'Type',
                help: '`embedded/base64`. Other types are not supported yet and are rejected',
              }),
              reference: field(anyText(), { label: 'Reference', help: 'the content, base64-encoded' }),
              name: field(anyText(), {
                label: 'Name',
                help: 'not used; for your own reference',
                unread: 'the content is in the reference',
              }),
            }),
          ),
          { code: 'expectedForm', values: { form: 'artifactContent' } },
        ),
        { label: 'Artifact', help: 'the artifact itself' },
      ),
    }),
  ),
  { code: 'expectedForm', values: { form: 'artifact' } },
);
export type StageArtifact = z.output<typeof artifactSchema>;

/** The text inside an inline artifact, or what is wrong with it; `place` is the field that contains it. */
export function inlineArtifactText(
  value: StageArtifact,
  place: string,
): { ok: true; text: string } | { ok: false; problem: Problem } {
  const artifact = value.artifact;
  if (artifact === undefined) return { ok: false, problem: problem(place, 'artifactById', {}) };
  if (artifact.type !== 'embedded/base64') {
    const { type } = artifact;
    return { ok: false, problem: problem(place, 'artifactType', type === undefined ? {} : { type }) };
  }
  const reference = (artifact.reference ?? '').replace(/\s/g, '');
  // Valid base64 never has one character left over after its groups of four.
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(reference) || reference.replace(/=+$/, '').length % 4 === 1)
    return { ok: false, problem: problem(place, 'artifactNotBase64', {}) };
  const bytes = Uint8Array.from(atob(reference.replace(/=+$/, '').replace(/-/g, '+').replace(/_/g, '/')), (character) =>
    character.charCodeAt(0),
  );
  return { ok: true, text: new TextDecoder().decode(bytes) };
}

/** What is wrong with the inline artifacts of some fields, by field name; absent ones are fine. */
export const artifactProblems = (artifacts: Readonly<Record<string, StageArtifact | undefined>>): Problem[] =>
  Object.entries(artifacts).flatMap(([place, artifact]) => {
    const read = artifact === undefined ? undefined : inlineArtifactText(artifact, place);
    return read?.ok === false ? [read.problem] : [];
  });
