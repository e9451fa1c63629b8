import { z } from 'zod';
import { configurationJsonSchema } from './configurationSchema';

const nodeSchema: z.ZodType<Node> = z.lazy(() =>
  z.looseObject({
    type: z.string().optional(),
    description: z.string().optional(),
    default: z.unknown().optional(),
    enum: z.array(z.string()).optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.string(), nodeSchema).optional(),
    items: nodeSchema.optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
);
/** The part of JSON Schema that the configuration uses. */
interface Node {
  type?: string | undefined;
  description?: string | undefined;
  default?: unknown;
  enum?: string[] | undefined;
  required?: string[] | undefined;
  properties?: Record<string, Node> | undefined;
  items?: Node | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
}

/** Every setting as a Markdown table, from the schema that validates the file. */
export function configurationReference(): string {
  const rows = rowsOf(nodeSchema.parse(configurationJsonSchema()), '');
  return ['| Setting | Value | When absent | Meaning |', '|---|---|---|---|', ...rows].join('\n');
}

function rowsOf(node: Node, path: string): string[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, inner]) => {
    const place = path === '' ? name : `${path}.${name}`;
    const whenAbsent =
      node.required?.includes(name) === true
        ? '**required**'
        : isSection(inner) || inner.default === undefined
          ? ''
          : `\`${typeof inner.default === 'string' ? inner.default : JSON.stringify(inner.default)}\``;
    return [
      `| \`${place}\` | ${valueWords(inner)} | ${whenAbsent} | ${inner.description ?? ''} |`,
      ...rowsOf(inner.items ?? inner, inner.items === undefined ? place : `${place}[]`),
    ];
  });
}

const isSection = (node: Node): boolean => node.properties !== undefined;

function valueWords(node: Node): string {
  if (node.enum !== undefined) return node.enum.map((value) => `\`${value}\``).join(', ');
  switch (node.type) {
    case 'integer':
      return `${node.minimum ?? ''} to ${node.maximum ?? ''}`;
    case 'array':
      return isSection(node.items ?? {}) ? 'list of maps' : 'list of texts';
    case 'object':
      return isSection(node) ? 'map' : 'map of texts';
    case 'boolean':
      return '`true`, `false`';
    default:
      return 'text';
  }
}
