import { z } from 'zod';
import { outcomeSchema } from '../../stage-contract/src';
import { GENERATED } from './generatedMark';

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

/** What a place holds: of a list its entries. */
const inside = ({ items, ...place }: Described): Described => items ?? place;

const cell = (text: string): string => text.replace(/\|/g, '\\|');

const table = (rows: readonly (readonly [string, string])[]): string[] => [
  '| Field | Meaning |',
  '|---|---|',
  ...rows.map(([name, meaning]) => `| \`${name}\` | ${cell(meaning)} |`),
  '',
];

/** Every place of an outcome without a description, by its path; a test wants none. */
export function undescribed(place: Described = root, path = ''): string[] {
  return Object.entries(inside(place).properties ?? {}).flatMap(([name, part]) => [
    ...(part.description === undefined ? [`${path}${name}`] : []),
    ...undescribed(part, `${path}${name}.`),
  ]);
}

/** The fields below a place. What has been shown once, such as a routing or a code with its values, is not shown again. */
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
    '# What a stage answers',
    '',
    GENERATED,
    '',
    'The last status body of a stage is its outcome: one JSON document of at most 64 KB that Orca keeps in the stage at `webhook.monitor.body`. Deck shows it, and later stages read it:',
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
    'Beside every text stands what it says, as a `code` with `values`: `told` for the one text of an entry, otherwise the name of the text with `Told`. Programs should decide by these: codes and the names and meaning of their values stay, while words may be reworded with any release. New codes may come with any release, so show the text of a code that you do not know. An outcome written by release 0.1.0 has texts only. All codes: [Messages](messages.md).',
    '',
    '## Inside the fields',
    '',
    ...parts(),
    '## `outputs`',
    '',
    "The keys of Spinnaker's own stages (`functionARN`, `functionName`, `resourceId`, `versionId`, `revisionId`, `lambdaCreated`, `deployment:majorVersionDeployed`, `deployment:minorVersionDeployed`, `deployment:aliasDeployed`, `deployment:strategyUsed`, `invokeResultsList`, `deleteTask:deleteVersion`, `failureMessage`) and plain ones (`functionVersion`, `aliasArn`, `codeSha256`, …).",
    '',
    "When the configuration names Orca's address, the sidecar also writes `outputs` into the stage's context when it ends, so that expressions written for the native stages (`${#stage('Deploy').context.functionARN}`) go on working.",
    '',
    '## After the stage has ended',
    '',
    "A timer goes on after its stage has ended. When it fires or is cleared, the stage's document changes once more (`revertTimer`, `timeline`, `routing.now`, `progress`; the stage stays `SUCCEEDED`): `GET /v1/operations/{id}` shows it, and with Orca's address configured the changed `outputs`, `revertTimer` among them, are written into the stage's context, from which Deck shows it. Orca itself keeps `webhook.monitor.body` as it was when the stage ended.",
    '',
    '## Secrets',
    '',
    'Secrets never appear in an outcome: no environment values, no payloads, no tokens. Responses of Invoke are kept up to 4 KB unless `recordResponse` is `none`; log tails only with `recordLogs`.',
    '',
    'The words used here, in the UI and in logs: [Words](words.md). What each failure code means: [Failures](failures.md).',
    '',
  ].join('\n');
