import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readJsonSource } from './jsonSource';
import { pipelinesIn } from './pipelinesIn';
import { readPipelineFiles, UnreadablePathError } from './readPipelineFiles';

const ROUTE = { type: 'Aws.LambdaTrafficRoutingStage' };
const noInput = (): string => {
  throw new Error('Nobody asked for standard input.');
};

describe('reading pipeline files', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pipelines-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (name: string, text = '{}'): string => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('takes the JSON files of a folder and of those below it, in the order of their names', () => {
    ['b.json', 'a/c.json', 'notes.md', 'node_modules/x/package.json'].forEach((name) => write(name));

    const files = readPipelineFiles([folder], noInput).map(({ file }) => file.slice(folder.length + 1));

    expect(files).toEqual(['a/c.json', 'b.json']);
  });

  it('takes a file whatever its name, and standard input', () => {
    const file = write('pipeline.txt', '\uFEFF{"a": 1}');

    const read = readPipelineFiles([file, '-'], () => '[]');

    expect(read.map(({ value }) => value)).toEqual([{ a: 1 }, []]);
  });

  it.each([
    ['nothing there', 'missing.json', /missing\.json cannot be read: ENOENT/],
    ['a folder without JSON', '.', /contains no \*\.json files/],
  ])('refuses %s', (_, name, words) => {
    const read = (): unknown => readPipelineFiles([join(folder, name)], noInput);

    expect(read).toThrow(UnreadablePathError);
    expect(read).toThrow(words);
  });
});

describe('a JSON source', () => {
  const source = readJsonSource('p.json', '{\n  "stages": [\r\n    { "type": "x",\n      "steps": [1, 2] }\n  ]\n}');

  it.each([
    [['stages', 0, 'steps'], { line: 4, column: 7 }],
    [['stages', 0, 'steps', 1], { line: 4, column: 20 }],
    [['stages', 0, 'missing', 'deep'], { line: 3, column: 5 }],
    [['stages', 7], { line: 2, column: 3 }],
    [[], { line: 1, column: 1 }],
  ])('knows where %j stands', (path, place) => {
    expect(source.placeOf(path)).toEqual(place);
  });

  it.each([
    ['{"a": 1,}', { line: 1, column: 9, words: 'property name expected' }],
    ['{\n// no\n}', { line: 2, column: 1, words: 'invalid comment token' }],
    ['', { line: 1, column: 1, words: 'value expected' }],
  ])('says why %j is no JSON', (text, fault) => {
    const { faults, value } = readJsonSource('p.json', text);

    expect(faults).toContainEqual(fault);
    expect(value).toBeUndefined();
  });
});

describe('the pipelines of a file', () => {
  it.each<[string, unknown, (readonly (string | number)[])[]]>([
    ['a pipeline', { stages: [ROUTE] }, [['stages', 0]]],
    [
      'a list of pipelines',
      [{ stages: [ROUTE] }, { stages: [ROUTE] }],
      [
        [0, 'stages', 0],
        [1, 'stages', 0],
      ],
    ],
    ['pipelines of an application', { pipelines: [{ stages: [ROUTE] }] }, [['pipelines', 0, 'stages', 0]]],
    ['a template', { schema: 'v2', pipeline: { stages: [ROUTE] } }, [['pipeline', 'stages', 0]]],
    ['one stage', ROUTE, [[]]],
    ['a list of stages', [ROUTE], [[0]]],
    ['something else', { name: 'lambda-stages' }, []],
    ['text', 'x', []],
  ])('are found in %s', (_, value, firstStages) => {
    expect(pipelinesIn({ value }).map(({ stagePath }) => stagePath(0))).toEqual(firstStages);
  });
});
