import { isMap } from '../looseValues';
import { stageReferencesIn } from './stageReferences';

/** A place in a stage that reads another stage. */
export interface ReadStage {
  /** Path of the text in the stage. */
  path: readonly (string | number)[];
  /** The function of Orca's expressions; `judgement` is another spelling. */
  call: 'stage' | 'stageByRefId' | 'judgment';
  /** The name or refId that it asks for. */
  name: string;
  /** The names that follow, such as `context`, `webhook`, `monitor`. */
  reads: readonly string[];
}

/** A quote inside the quotes is doubled. */
const JUDGMENT = /#judge?ment\(\s*(?:'((?:[^']|'')*)'|"((?:[^"]|"")*)")\s*\)/g;

/** Longer text is not searched: it is a payload, not an expression. */
const LONGEST_TEXT = 20_000;
/** Deeper values are not searched, so that none takes long. */
const DEEPEST = 32;

/** What a stage's expressions read of other stages; only texts with `${`, and the condition of `stageEnabled`. */
export function stagesReadBy(stage: Readonly<Record<string, unknown>>): ReadStage[] {
  const found: ReadStage[] = [];
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value === 'string') found.push(...readIn(value, path));
    else if (path.length >= DEEPEST) return;
    else if (Array.isArray(value)) value.forEach((entry, index) => visit(entry, [...path, index]));
    else if (isMap(value)) Object.entries(value).forEach(([name, entry]) => visit(entry, [...path, name]));
  };
  visit(stage, []);
  return found;
}

function readIn(text: string, path: readonly (string | number)[]): ReadStage[] {
  const isCondition = path[0] === 'stageEnabled' && path[1] === 'expression';
  if (text.length > LONGEST_TEXT || !text.includes('#') || (!isCondition && !text.includes('${'))) return [];
  return [
    ...stageReferencesIn(text).flatMap(({ stage, path: reads }): ReadStage[] =>
      stage === undefined
        ? []
        : [
            {
              path,
              call: stage.by === 'name' ? 'stage' : 'stageByRefId',
              name: stage.id,
              reads: reads.map(({ name }) => name),
            },
          ],
    ),
    ...[...text.matchAll(JUDGMENT)].map(([, single, double]): ReadStage => ({
      path,
      call: 'judgment',
      name: single?.replaceAll("''", "'") ?? double?.replaceAll('""', '"') ?? '',
      reads: [],
    })),
  ];
}
