import { stageDefinitions, stageJsonSchema } from '../../stage-contract/src';
import { stageReference } from './stageReference';

/** Every file under docs/ that comes from the schemas. */
export function generatedDocs(): { file: string; text: string }[] {
  return Object.values(stageDefinitions).flatMap((definition) => [
    { file: `docs/stages/${definition.key}.md`, text: stageReference(definition) },
    { file: `docs/schemas/${definition.key}.schema.json`, text: `${JSON.stringify(stageJsonSchema(definition.type), null, 2)}\n` },
  ]);
}
