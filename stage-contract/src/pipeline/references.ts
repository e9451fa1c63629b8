import { isMap } from '../looseValues';

/** A place in a stage that reads another stage. */
export interface StageReference {
  /** Path of the text in the stage. */
  path: readonly (string | number)[];
  /** The function of Orca's expressions; `judgement` is another spelling. */
  call: 'stage' | 'stageByRefId' | 'judgment';
  /** The name or refId that it asks for. */
  name: string;
  /** The names that follow, such as `context`, `webhook`, `monitor`. */
  reads: readonly string[];
}

/** A call with its argument in quotes; a quote inside is doubled. Then what it reads: `.context['a'].b`. */
const REFERENCE =
  /#(stage|stageByRefId|judgment|judgement)\(\s*(?:'((?:[^']|'')*)'|"((?:[^"]|"")*)")\s*\)((?:\??\.[A-Za-z_]\w*|\[\s*(?:'[^']*'|"[^"]*")\s*\])*)/g;
const PART = /\??\.([A-Za-z_]\w*)|\[\s*(?:'([^']*)'|"([^"]*)")\s*\]/g;

/** Longer text is not searched: it is a payload, not an expression. */
const LONGEST_TEXT = 20_000;
/** Deeper values are not searched, so that none takes long. */
const DEEPEST = 32;

/** What a stage's expressions read of other stages; only texts with `${`, and the condition of `stageEnabled`. */
export function stageReferences(stage: Readonly<Record<string, unknown>>): StageReference[] {
  const found: StageReference[] = [];
  const visit = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value === 'string') found.push(...referencesIn(value, path));
    else if (path.length >= DEEPEST) return;
    else if (Array.isArray(value)) value.forEach((entry, index) => visit(entry, [...path, index]));
    else if (isMap(value)) Object.entries(value).forEach(([name, entry]) => visit(entry, [...path, name]));
  };
  visit(stage, []);
  return found;
}

function referencesIn(text: string, path: readonly (string | number)[]): StageReference[] {
  const isCondition = path[0] === 'stageEnabled' && path[1] === 'expression';
  if (text.length > LONGEST_TEXT || !text.includes('#') || (!isCondition && !text.includes('${'))) return [];
  return [...text.matchAll(REFERENCE)].map(([, call, single, double, rest = '']) => ({
    path,
    call: call === 'stage' || call === 'stageByRefId' ? call : 'judgment',
    name: single?.replaceAll("''", "'") ?? double?.replaceAll('""', '"') ?? '',
    reads: [...rest.matchAll(PART)].map(([, plain, quoted, doubled]) => plain ?? quoted ?? doubled ?? ''),
  }));
}
