import { fireEvent, render, screen } from '@testing-library/react';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as React from 'react';
import { STAGE_TYPES } from 'stage-contract';
import * as ts from 'typescript';
import { AwsCalls } from '../details/AwsCalls';
import * as actedOutcomes from '../details/fixtures/actedOutcomes';
import * as otherOutcomes from '../details/fixtures/otherOutcomes';
import * as routeOutcomes from '../details/fixtures/routeOutcomes';
import * as watchedOutcomes from '../details/fixtures/watchedOutcomes';
import { stageOf } from '../details/fixtures/stageOf';
import { readDetails } from '../details/read/readDetails';
import { StageOutcome } from '../details/StageOutcome';
import { zonedTimes } from '../details/text/zonedTimes';
import { stageRegistry } from '../stages/stageRegistry';
import { nativeStages } from '../testing/nativeStages';
import { showForm } from '../testing/showForm';
import { injectStyles, STYLE_ID } from './injectStyles';
import { styleSheet } from './styleSheet';

const PREFIX = 'lst-';
/** Classes of Deck and its Bootstrap that our elements use for Deck's look. */
const DECKS_OWN: readonly string[] = ['form-control', 'input-sm'];
/** Classes of Deck that our rules look for around or inside our elements. */
const DECKS_PLACES: readonly string[] = [
  'execution',
  'executions',
  'execution-details',
  'execution-details-container',
  'help-field',
  'permalinks',
  'permalinks-content',
  'stage-details',
  'stage-summary',
  'step-section-details',
];

const classesIn = (css: string): string[] => [
  ...new Set([...css.replace(/\{[^{}]*\}/g, ' ').matchAll(/\.([a-z][\w-]*)/gi)].map((match) => match[1] ?? '')),
];
const styled = classesIn(styleSheet);

/** Words in a piece of source; `*` stands for what is only known at run time. */
interface Words {
  file: string;
  words: string[];
  isClassName: boolean;
}

const isCompared = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node.parent) &&
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken].includes(
    node.parent.operatorToken.kind,
  );

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node))
    return isCompared(node) ? undefined : node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.templateSpans.reduce((text, span) => `${text}*${span.literal.text}`, node.head.text);
}

/** Every text in a file, and whether it is in a `className`. */
function wordsOf(file: string, source: string): Words[] {
  const found: Words[] = [];
  const visit = (node: ts.Node, isClassName: boolean): void => {
    const text = textOf(node);
    if (text !== undefined) found.push({ file, words: text.split(/\s+/).filter((word) => word !== ''), isClassName });
    const isInside = isClassName || (ts.isJsxAttribute(node) && node.name.getText() === 'className');
    ts.forEachChild(node, (child) => visit(child, isInside));
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX), false);
  return found;
}

/** All sources of the plugin except tests and the style sheet itself. */
function sources(folder = join(__dirname, '..')): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['styles', 'testing', 'fixtures'].includes(entry.name) ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const fits = (pattern: string, name: string): boolean => new RegExp(`^${pattern.split('*').join('.*')}$`).test(name);
const hasRule = (word: string): boolean => styled.some((name) => fits(word, name));
const isOurs = (word: string): boolean => word.startsWith(PREFIX);

/** What is wrong with the classes in some sources; empty if nothing is. */
const faults = (found: readonly Words[]): string[] =>
  found.flatMap(({ file, words, isClassName }) => [
    ...words.filter((word) => isOurs(word) && !hasRule(word)).map((word) => `${file}: ${word} has no rule`),
    ...words
      .filter((word) => isClassName && !isOurs(word) && !/^\*+$/.test(word) && !DECKS_OWN.includes(word))
      .map((word) => `${file}: ${word} has another prefix`),
  ]);

const found = sources().flatMap((file) => wordsOf(file, readFileSync(file, 'utf8')));

/** Classes of our elements on the page without a rule; the contents of a help bubble belong to Deck. */
const strangeClasses = (container: HTMLElement): string[] => [
  ...new Set(
    [...container.querySelectorAll('[class]')]
      .filter((element) => element.closest('.HoverablePopover') === null)
      .flatMap((element) => [...element.classList])
      .filter((name) => !styled.includes(name) && !DECKS_OWN.includes(name)),
  ),
];

describe('the style sheet', () => {
  it('has a rule for every class in the sources, and they contain no class with another prefix', () => {
    expect(found.filter(({ isClassName }) => isClassName).length).toBeGreaterThan(100);
    expect(faults(found)).toEqual([]);
  });

  it.each([
    ['<p className="lst-nowhere" />', 'lst-nowhere has no rule'],
    ["<p className={on ? 'lst-hint' : 'lst-nowhere'} />", 'lst-nowhere has no rule'],
    ['<p className={`lst-nowhere-${role}`} />', 'lst-nowhere-* has no rule'],
    ["const look = 'form-control lst-nowhere';", 'lst-nowhere has no rule'],
    ['<p className="lmd-hint" />', 'lmd-hint has another prefix'],
    ["<p className={`lst-hint ${on ? 'note' : ''}`} />", 'note has another prefix'],
  ])('is checked for %s', (source, fault) => {
    expect(faults(wordsOf('x.tsx', source))).toEqual([`x.tsx: ${fault}`]);
  });

  it('has no rule for an unused class, and none for a class with another prefix except where Deck places us', () => {
    const worn = found.flatMap(({ words }) => words.filter(isOurs));

    expect(styled.filter((name) => isOurs(name) && !worn.some((word) => fits(word, name)))).toEqual([]);
    expect(styled.filter((name) => !isOurs(name)).sort()).toEqual([...DECKS_PLACES].sort());
  });

  it.each(STAGE_TYPES)('has a rule for every class on the form of %s', (type) => {
    const { container } = showForm(type, { ...nativeStages[type] });
    screen.queryAllByText('Open all').forEach((button) => fireEvent.click(button));

    expect(container.querySelectorAll('[class^=lst-]').length).toBeGreaterThan(10);
    expect(strangeClasses(container)).toEqual([]);
  });

  it.each(Object.entries({ ...routeOutcomes, ...otherOutcomes, ...watchedOutcomes, ...actedOutcomes }))(
    'has a rule for every class on the details of %s',
    (_, body) => {
      const details = readDetails(
        'Aws.LambdaTrafficRoutingStage',
        {
          ...stageOf(body.status, body),
          type: body.stageType,
        },
        { id: 'execution-1', application: 'checkout' },
      );
      const props = { details, times: zonedTimes('UTC') };

      const { container } = render(
        <React.Fragment>
          <StageOutcome {...props} Own={stageRegistry[details.stageType].Details} />
          <AwsCalls {...props} />
        </React.Fragment>,
      );

      screen.queryAllByRole('button', { name: 'Revert' }).forEach((button) => fireEvent.click(button));

      expect(container.querySelectorAll('[class^=lst-]').length).toBeGreaterThan(10);
      expect(strangeClasses(container)).toEqual([]);
    },
  );

  it('is added to the page once, by whatever needs it first', () => {
    injectStyles();
    injectStyles();

    expect(document.querySelectorAll(`#${STYLE_ID}`)).toHaveLength(1);
    expect(document.getElementById(STYLE_ID)?.textContent).toBe(styleSheet);
  });
});
