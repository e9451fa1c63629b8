/** A part of a text, by its position. */
export interface TextPart {
  offset: number;
  length: number;
}

/** One step of a property access in an expression: `.name`, `?.name` or `['name']`. */
export interface Access extends TextPart {
  name: string;
  /** Whether it is `?.`, which is null for nothing. */
  isSafe: boolean;
}

/** A place in an expression that names a stage and reads something of it. */
export interface StageReference extends TextPart {
  /** How the stage is named; undefined if the expression computes that. */
  stage?: { by: 'name' | 'refId'; id: string };
  path: readonly Access[];
}

const STAGE = /#stage(ByRefId)?\(\s*(?:'((?:[^']|'')*)'|"((?:[^"]|"")*)")\s*\)/g;
const ACCESS = /\s*(\??)\.\s*([A-Za-z_$][\w$]*)|\s*\[\s*(?:'((?:[^']|'')*)'|"((?:[^"]|"")*)")\s*\]/y;
/** Where a stage's context or outputs are read, whatever comes before. */
const HOLDER = /(\??)\.\s*(context|outputs)\b|\[\s*['"](context|outputs)['"]\s*\]/g;

/** The places where a text names a stage by `#stage('…')` or `#stageByRefId('…')`, and what they read of it. */
export const stageReferencesIn = (text: string): StageReference[] =>
  [...text.matchAll(STAGE)].map((match) => {
    const [whole, byRefId, single, double] = match;
    const path = accessesAt(text, match.index + whole.length);
    const last = path[path.length - 1];
    return {
      offset: match.index,
      length: (last === undefined ? match.index + whole.length : last.offset + last.length) - match.index,
      stage: {
        by: byRefId === undefined ? 'name' : 'refId',
        id: single === undefined ? (double ?? '').replace(/""/g, '"') : single.replace(/''/g, "'"),
      },
      path,
    };
  });

/** The places where a text reads the context or the outputs of a stage that it names in another way. */
export const otherReferencesIn = (text: string, known: readonly StageReference[]): StageReference[] =>
  [...text.matchAll(HOLDER)]
    .filter(({ index }) => !known.some(({ offset, length }) => offset <= index && index < offset + length))
    // `outputs` of an outcome, inside the body of a poll.
    .filter(({ index }) => !/body(?:['"]\s*\])?\s*\??$/.test(text.slice(0, index)))
    .map(({ index }) => {
      const path = accessesAt(text, index);
      const last = path[path.length - 1];
      return { offset: index, length: last === undefined ? 0 : last.offset + last.length - index, path };
    });

function accessesAt(text: string, start: number): Access[] {
  const found: Access[] = [];
  const access = new RegExp(ACCESS);
  access.lastIndex = start;
  for (let match = access.exec(text); match !== null; match = access.exec(text)) {
    const [whole, safe, property, single, double] = match;
    const name = property ?? single?.replace(/''/g, "'") ?? (double ?? '').replace(/""/g, '"');
    found.push({ name, isSafe: safe === '?', offset: match.index, length: whole.length });
  }
  return found;
}
