import { z } from 'zod';
import { field } from '../fieldMeta';
import { expecting } from '../messages/expected';
import { problem, type Problem } from '../messages/problem';

/** Text of the artifact's author, empty or not. */
const anyText = () => expecting(z.string(), { code: 'expectedForm', values: { form: 'plainText' } });

/**
 * An artifact as Spinnaker's stages hold it. Only inline content (type `embedded/base64`) can be used:
 * the sidecar never calls an address that a pipeline names.
 */
export const artifactSchema = expecting(
  z.looseObject({
    id: field(anyText(), {
      label: 'ID',
      help: 'id of an expected artifact; alone, without artifact, it is not supported yet',
      unread: 'only inline artifacts are supported',
    }),
    account: field(anyText(), { label: 'Account', help: 'for the reader', unread: 'inline content needs no account' }),
    artifact: field(
      expecting(
        z.looseObject({
          type: field(anyText(), {
            label: 'Type',
            help: '`embedded/base64`; others are not supported yet and refused',
          }),
          reference: field(anyText(), { label: 'Reference', help: 'the content, as base64' }),
          name: field(anyText(), { label: 'Name', help: 'for the reader', unread: 'the content is in the reference' }),
        }),
        { code: 'expectedForm', values: { form: 'artifactContent' } },
      ),
      { label: 'Artifact', help: 'the artifact itself' },
    ),
  }),
  { code: 'expectedForm', values: { form: 'artifact' } },
);
export type StageArtifact = z.output<typeof artifactSchema>;

/** The text inside an inline artifact, or what is wrong with it; `place` is the field that holds it. */
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
  // Base64 leaves no text with one character over a group of four.
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(reference) || reference.replace(/=+$/, '').length % 4 === 1)
    return { ok: false, problem: problem(place, 'artifactNotBase64', {}) };
  const bytes = Uint8Array.from(atob(reference.replace(/=+$/, '').replace(/-/g, '+').replace(/_/g, '/')), (character) =>
    character.charCodeAt(0),
  );
  return { ok: true, text: new TextDecoder().decode(bytes) };
}

/** What is wrong with the inline artifacts of some fields, by field name; absent ones are no problem. */
export const artifactProblems = (artifacts: Readonly<Record<string, StageArtifact | undefined>>): Problem[] =>
  Object.entries(artifacts).flatMap(([place, artifact]) => {
    const read = artifact === undefined ? undefined : inlineArtifactText(artifact, place);
    return read?.ok === false ? [read.problem] : [];
  });
