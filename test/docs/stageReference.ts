import { fieldMetaOf, stageJsonSchema, type StageDefinition } from '../../stage-contract/src';

interface JsonSchema { type?: string; enum?: unknown[]; minimum?: number; maximum?: number; items?: JsonSchema; anyOf?: JsonSchema[]; pattern?: string; properties?: Record<string, JsonSchema>; additionalProperties?: unknown }

/** What a value must be, in words, from its JSON Schema. */
function typeWords(schema: JsonSchema | undefined): string {
  if (schema === undefined) return 'any';
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeWords))].join(' or ');
  if (schema.type === 'integer') return schema.maximum === undefined || schema.maximum > 1e9 ? `whole number, at least ${schema.minimum}` : `whole number, ${schema.minimum} to ${schema.maximum}`;
  if (schema.type === 'array') return `list of ${typeWords(schema.items)}`;
  if (schema.type === 'object') return schema.properties === undefined ? 'map of text' : `map with ${Object.keys(schema.properties).map((name) => `\`${name}\``).join(', ')}`;
  return schema.type === 'boolean' ? 'true or false' : schema.type === 'string' ? 'text' : schema.type ?? 'any';
}

const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');

/** The reference page of one stage, from its definition alone. */
export function stageReference(definition: StageDefinition): string {
  const properties = (stageJsonSchema(definition.type)['properties'] ?? {}) as Record<string, JsonSchema>;
  const fields = Object.entries(definition.schema.shape)
    .filter(([name]) => !(name in definition.notSupportedYet))
    .map(([name, schema]) => ({ name, meta: fieldMetaOf(schema as Parameters<typeof fieldMetaOf>[0]), type: typeWords(properties[name]) }));
  const row = ({ name, meta, type }: (typeof fields)[number]): string => {
    const limits = `${type}${meta.unit === undefined ? '' : ` (${meta.unit})`}`;
    const absent = meta.required === true ? '**required**' : meta.whenAbsent ?? '';
    return `| \`${name}\` | ${cell(limits)} | ${cell(absent)} | ${cell([meta.help ?? meta.label, meta.secret === true ? 'Secret.' : ''].filter(Boolean).join(' '))} |`;
  };
  const head = '| Field | Value | When absent | Meaning |\n|---|---|---|---|';
  const sections = definition.sections.map((section) => `## ${section.title}\n\n${head}\n${fields.filter((field) => field.meta.section === section.id).map(row).join('\n')}\n`);
  const others = fields.filter((field) => field.meta.section === undefined);
  const refused = Object.entries(definition.notSupportedYet).map(([name, remedy]) => `- \`${name}\`: ${remedy}.`);
  return [
    `# ${definition.label}`, '',
    '<!-- Generated from the stage\'s schema by `npm run docs`; a test compares. -->', '',
    definition.description, '',
    `Type: \`${definition.type}\`. Every field also takes a \`\${…}\` expression; numbers and booleans may be given as text.`, '',
    sections.join('\n'),
    ...(others.length === 0 ? [] : ['## In JSON only', '', head, ...others.map(row), '']),
    ...(refused.length === 0 ? [] : ['## Not supported yet', '', 'These fields are refused, never ignored:', '', ...refused, '']),
  ].join('\n');
}
