import { z } from 'zod';
import { outcomeSchema } from '../../stage-contract/src';
import { GENERATED } from './generatedMark';
import { tableCell } from './tableCell';

/** The part of a JSON Schema that describes an outcome. */
interface Described {
  description?: string | undefined;
  items?: Described | undefined;
  properties?: Record<string, Described> | undefined;
}

const describedSchema: z.ZodType<Described> = z.lazy(() =>
  z.object({
    description: z.string().optional(),
    items: describedSchema.optional(),
    properties: z.record(z.string(), describedSchema).optional(),
  }),
);

const root = describedSchema.parse(z.toJSONSchema(outcomeSchema, { io: 'output', unrepresentable: 'any' }));

/** What a place contains; for a list, its entries. */
const inside = ({ items, ...place }: Described): Described => items ?? place;

const table = (rows: readonly (readonly [string, string])[]): string[] => [
  '| Field | Meaning |',
  '|---|---|',
  ...rows.map(([name, meaning]) => `| \`${name}\` | ${tableCell(meaning)} |`),
  '',
];

/** Every place of an outcome without a description, by its path; a test expects none. */
export function undescribed(place: Described = root, path = ''): string[] {
  return Object.entries(inside(place).properties ?? {}).flatMap(([name, part]) => [
    ...(part.description === undefined ? [`${path}${name}`] : []),
    ...undescribed(part, `${path}${name}.`),
  ]);
}

/**
 * The fields below a place. Types that were shown once, such as a routing or a code with its values, are not shown
 * again.
 */
function rowsBelow(place: Described, path: string, shown: Set<string>): [string, string][] {
  const { properties = {} } = inside(place);
  const shape = Object.keys(properties).join();
  if (shape === '' || shown.has(shape)) return [];
  shown.add(shape);
  return Object.entries(properties).flatMap(([name, part]): [string, string][] => {
    const here = `${path}${name}${part.items?.properties === undefined ? '' : '[]'}`;
    return [[here, part.description ?? ''], ...rowsBelow(part, `${here}.`, shown)];
  });
}

function parts(): string[] {
  const shown = new Set<string>();
  return Object.entries(root.properties ?? {}).flatMap(([name, part]) => {
    const rows = rowsBelow(part, '', shown);
    const isList = part.items !== undefined;
    return rows.length === 0 ? [] : [`### \`${name}${isList ? '[]' : ''}\``, '', ...table(rows)];
  });
}

/** docs/outcome.md: every field of the outcome, with the words of its schema. */
export const outcomePage = (): string =>
  [
    '# The outcome of a stage',
    '',
    GENERATED,
    '',
    'The outcome is the last status body of a stage: one JSON document of at most 64 KB. Orca keeps it in the stage at `webhook.monitor.body`. Deck shows it, and later stages can read it:',
    '',
    '```',
    "${#stage('Deploy').context.webhook.monitor.body.outputs.functionVersion}",
    '```',
    '',
    ...table(Object.entries(root.properties ?? {}).map(([name, { description = '' }]) => [name, description])),
    'Times are ISO 8601.',
    '',
    '## Texts and their codes',
    '',
    "Every text has a `code` with `values` next to it. The field is called `told` if the entry has only one text, otherwise the name of the text plus `Told`. Programs should use these fields, not the text: codes, and the names and meaning of their values, stay the same, while any release may reword the text. Any release may add codes, so show the text for a code that you don't know. An outcome written by release 0.1.0 has texts only. All codes: [Messages](messages.md).",
    '',
    '## Inside the fields',
    '',
    ...parts(),
    '## `outputs`',
    '',
    "The keys of Spinnaker's own stages (`functionARN`, `functionName`, `resourceId`, `versionId`, `revisionId`, `lambdaCreated`, `deployment:majorVersionDeployed`, `deployment:minorVersionDeployed`, `deployment:aliasDeployed`, `deployment:strategyUsed`, `invokeResultsList`, `deleteTask:deleteVersion`, `failureMessage`) and simpler ones (`functionVersion`, `aliasArn`, `codeSha256`, …).",
    '',
    "Expressions of later stages read them from the body of the last poll, such as `${#stage('Deploy').context.webhook.monitor.body.outputs.functionARN}`. They are not in the stage's context itself, as those of the native stages are: writing there while the execution runs could make Orca run other stages twice. See [migrating](migrating.md).",
    '',
    '## After the stage has ended',
    '',
    "A timer keeps running after its stage has ended, and a cancelled stage may still be reverting when Orca stops polling. `GET /v1/operations/{id}` returns the current outcome; after a timer, `revertTimer`, `timeline`, `routing.now` and `progress` have changed, and the stage stays `SUCCEEDED`. Orca itself keeps `webhook.monitor.body` as it was at its last poll. If Orca's address is configured, the sidecar writes the final outcome into the stage's context as `lambdaStages.outcome` once the whole execution is over; Deck then shows that one.",
    '',
    '## Expressions',
    '',
    "Orca evaluates `${…}` in everything that the sidecar answers. So no answer contains the two characters together: there is an invisible word joiner between them (U+2060), and `alteredExpressions` says how often. A function's response that contains `${name}` looks the same, but a copied text contains the joiner.",
    '',
    '## Secrets',
    '',
    'Secrets never appear in an outcome: no environment values, no payloads, no tokens. Invoke responses are kept up to 4 KB unless `recordResponse` is `none`. Log tails are kept only with `recordLogs`. A health check keeps what its conditions found, unless its `recordResponse` is `none`.',
    '',
    'For the words used here, in the UI and in logs, see [Words](words.md). For the meaning of each failure code, see [Failures](failures.md).',
    '',
  ].join('\n');
