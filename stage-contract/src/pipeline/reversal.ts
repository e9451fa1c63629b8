import { fieldMetaOf } from '../fieldMeta';
import { entryOf, isGiven, textOf } from '../looseValues';
import { ownEntry } from '../ownEntry';
import { VERSION_NUMBER } from '../macros';
import type { StageType } from '../stageDefinition';
import { stageDefinitions } from '../stageRegistry';
import { conversionSaid, RENAMED, type ConversionNews, type RenamedField } from './conversion';
import { ORCA_STAGE } from './lambdaStages';

type Values = Readonly<Record<string, unknown>>;

/** Native fields with values that only Lambda Stages understands. */
const OURS_IN_NATIVE_FIELDS: Readonly<Partial<Record<string, (value: string) => boolean>>> = {
  deploymentStrategy: (value) => value === '$GRADUAL',
  // The native executor takes a number for an unknown macro, and routes to no version at all.
  versionNameA: (value) => VERSION_NUMBER.test(value),
  versionNameB: (value) => VERSION_NUMBER.test(value),
  // AWS itself has no number for "no limit".
  reservedConcurrentExecutions: (value) => value === '-1',
  // The native Invoke compares nothing.
  'Aws.LambdaInvokeStage.outputArtifact': () => true,
};

/** How a converted stage becomes a native one again, or the fields because of which it cannot. */
export type Reversal = { fields: readonly string[] } | { rename?: RenamedField; news: readonly ConversionNews[] };

/**
 * How a converted stage becomes a native one again. A stage that uses something that Spinnaker's own executor does not
 * have cannot: it would run, and silently do less.
 */
export function reversalOf(type: StageType, stage: Values): Reversal {
  const renamed = RENAMED[type];
  const taken = renamed !== undefined && isGiven(entryOf(stage, renamed.to)) ? renamed : undefined;
  const fields = Object.keys(stageDefinitions[type].schema.shape).filter(
    (name) => name !== taken?.to && isGiven(entryOf(stage, name)) && !isNative(type, name, stage[name]),
  );
  if (taken === undefined) return fields.length > 0 ? { fields } : { news: reversalNews() };
  // The native field is text, and only one value can have its name.
  if (typeof stage[taken.to] !== 'string' || isGiven(entryOf(stage, taken.from))) fields.push(taken.to);
  const rename = { from: taken.to, to: taken.from };
  return fields.length > 0 ? { fields } : { rename, news: reversalNews(rename) };
}

const reversalNews = (rename?: RenamedField): ConversionNews[] => [
  conversionSaid('aliasLost', { alias: ORCA_STAGE }),
  ...(rename === undefined ? [] : [conversionSaid('fieldRenamed', rename)]),
  conversionSaid('valuesStay', {}),
];

/** Whether the native executor does with a value what the sidecar does, or nobody does anything with it. */
function isNative(type: StageType, name: string, value: unknown): boolean {
  const shape = stageDefinitions[type].schema.shape;
  const schema = Object.entries(shape).find(([known]) => known === name)?.[1];
  if (schema === undefined) return true;
  const meta = fieldMetaOf(schema);
  const text = textOf(value)?.trim();
  // A field of ours that only says what applies anyway.
  if (meta.native !== true) return text !== undefined && (text === 'false' || text === meta.defaultChoice);
  return ![name, `${type}.${name}`].some((key) => ownEntry(OURS_IN_NATIVE_FIELDS, key)?.(text ?? '') === true);
}
