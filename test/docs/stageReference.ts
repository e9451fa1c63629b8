import type { z } from 'zod';
import {
  DELETE_MACROS,
  fieldMetaOf,
  MACRO_WORDS,
  REMEDY_WORDS,
  type FieldMeta,
  type StageDefinition,
} from '../../stage-contract/src';
import { readFields } from './readFields';
import { stageExamples, type Example } from './stageExamples';
import { SHARED_PARTS, sharedPartOf } from './sharedParts';
import { strategyTable } from './strategyTable';
import { subFields, type SubField } from './subFields';
import { typeWords, type JsonSchema } from './typeWords';
import { tableCell } from './tableCell';

interface Field {
  name: string;
  meta: FieldMeta;
  schema: z.ZodType;
  json: JsonSchema | undefined;
}

const FIELD_HEAD = '| Field | Value | When absent | Meaning |\n|---|---|---|---|';
/** The reference page of one stage, from its definition and its first example. */
export function stageReference(definition: StageDefinition): string {
  const fields = fieldsOf(definition);
  const others = fields.filter((field) => field.meta.section === undefined);
  const refused = Object.entries(definition.notSupportedYet).map(
    ([name, remedy]) => `- \`${name}\`: ${REMEDY_WORDS[remedy]}.`,
  );
  return [
    `# ${definition.label}`,
    '',
    "<!-- Generated from the stage's schema by `npm run docs`; a test compares. -->",
    '',
    definition.description,
    '',
    `Type: \`${definition.type}\`. Every field also takes a \`\${…}\` expression; numbers and booleans may be given as text.`,
    '',
    ...examplesOf(definition),
    ...(definition.type === 'Aws.LambdaTrafficRoutingStage' ? strategyTable() : []),
    ...definition.sections.flatMap((section) =>
      fieldTable(
        section.title,
        fields.filter((field) => field.meta.section === section.id),
      ),
    ),
    ...(others.length === 0 ? [] : fieldTable('In JSON only', others)),
    ...sharedParts(fields),
    ...macroTable(fields),
    ...(refused.length === 0
      ? []
      : ['## Not supported yet', '', 'These fields are refused, never ignored:', '', ...refused, '']),
  ].join('\n');
}

function fieldsOf(definition: StageDefinition): Field[] {
  const properties = readFields(definition);
  return Object.entries(definition.schema.shape).map(([name, shape]) => {
    const schema = shape as z.ZodType;
    return { name, meta: fieldMetaOf(schema), schema, json: properties[name] };
  });
}

/**
 * The stage in a pipeline's JSON: its first example, or the first of each strategy. Without `alias`, Orca would run its
 * own stage of that type, if it has one.
 */
function examplesOf(definition: StageDefinition): string[] {
  const strategyOf = ({ stage }: Example): unknown => stage['deploymentStrategy'];
  const all = stageExamples[definition.type];
  const examples = all.filter((one) => all.find((other) => strategyOf(other) === strategyOf(one)) === one);
  if (examples.length === 0) throw new Error(`${definition.label} has no example.`);
  return [
    examples.length === 1 ? '## Example' : '## Examples',
    '',
    ...examples.flatMap(({ title, stage }) => [
      `${title.replace(/\.$/, '')}:`,
      '',
      '```json',
      JSON.stringify({ name: definition.label, alias: 'preconfiguredWebhook', ...stage }, null, 2),
      '```',
      '',
    ]),
  ];
}

function fieldTable(title: string, fields: readonly Field[]): string[] {
  const inner = fields.flatMap(({ name, json }) => (sharedPartOf(json) === undefined ? placesIn(name, json) : []));
  return [
    `## ${title}`,
    '',
    FIELD_HEAD,
    ...fields.map(fieldRow),
    '',
    ...(inner.length === 0 ? [] : insideTable(inner)),
  ];
}

/** What is inside a field, up to the parts that have a section of their own. */
const placesIn = (name: string, json: JsonSchema | undefined): SubField[] =>
  subFields(name, json, linkedType, (part) => sharedPartOf(part) !== undefined);

const insideTable = (places: readonly SubField[]): string[] => [
  '| Inside | Value | Meaning |',
  '|---|---|---|',
  ...places.map(
    ({ path, type, required, meaning }) =>
      `| \`${path}\` | ${tableCell(type)} | ${tableCell([required ? '**Required**:' : '', meaning].filter(Boolean).join(' '))} |`,
  ),
  '',
];

/** What a value must be; a shared part by a link to its description. */
function linkedType(schema: JsonSchema | undefined): string {
  const part = sharedPartOf(schema);
  if (part === undefined) return typeWords(schema);
  const one = `[${part.title.toLowerCase().replace(/s$/, '')}](#${part.title.toLowerCase().replaceAll(' ', '-')})`;
  return schema?.type === 'array' ? `list, each a ${one}` : one;
}

/** The parts that several fields of the page hold, each described once. */
function sharedParts(fields: readonly Field[]): string[] {
  const text = JSON.stringify(fields.map(({ json }) => json));
  return SHARED_PARTS.filter((part) => text.includes(JSON.stringify(part.schema.properties))).flatMap((part) => [
    `## ${part.title}`,
    '',
    ...insideTable(placesIn('', part.schema).map((place) => ({ ...place, path: place.path.replace(/^\./, '') }))),
  ]);
}

function fieldRow(field: Field): string {
  const { name, meta } = field;
  const value = `${valueWords(field)}${meta.unit === undefined ? '' : ` (${meta.unit})`}`;
  const absent = meta.required === true ? '**required**' : (meta.whenAbsent ?? '');
  return `| \`${name}\` | ${tableCell(value)} | ${tableCell(absent)} | ${tableCell([meta.help ?? meta.label, meta.secret === true ? 'Secret.' : ''].filter(Boolean).join(' '))} |`;
}

function valueWords(field: Field): string {
  const macros = macrosOf(field);
  if (macros.length > 0)
    return `${macros.map((macro) => `\`${macro}\``).join(', ')} ([macros](#version-macros)) or a version number`;
  if (field.json?.enum === undefined) return linkedType(field.json);
  return field.json.enum
    .map(String)
    .map((value) => {
      const words = field.meta.choices?.[value];
      const remedy = field.meta.refused?.[value];
      const refusal = remedy === undefined ? undefined : `not supported yet; ${REMEDY_WORDS[remedy]}`;
      return `\`${value}\`${refusal === undefined ? (words === undefined ? '' : ` (${words})`) : ` (${refusal})`}`;
    })
    .join(', ');
}

const macrosOf = ({ meta, schema }: Field) =>
  meta.control === 'versionMacro' ? DELETE_MACROS.filter((macro) => schema.safeParse(macro).success) : [];

function macroTable(fields: readonly Field[]): string[] {
  const macros = DELETE_MACROS.filter((macro) => fields.some((field) => macrosOf(field).includes(macro)));
  if (macros.length === 0) return [];
  const rows = macros.map((macro) => `| \`${macro}\` | ${MACRO_WORDS[macro]} |`);
  return ['## Version macros', '', '| Macro | Meaning |', '|---|---|', ...rows, ''];
}
