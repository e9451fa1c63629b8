import { cleanup, fireEvent, screen } from '@testing-library/react';
import { replaceWords } from 'stage-contract/src/testing/replaceWords';
import { STAGE_TYPES, type StageType } from 'stage-contract';
import { choiceOptions, choiceWhenAbsent } from '../fields/transforms/choiceWords';
import { fieldSpecsOf } from '../fields/transforms/fieldSpec';
import { nestedRemedy } from '../problems/nestedNames';
import { isNeeded, problemsOf } from '../problems/problemsOf';
import { validateStage } from '../registration/validateStage';
import { stageRegistry } from '../stages/stageRegistry';
import { nativeStages } from '../testing/nativeStages';
import { showForm } from '../testing/showForm';
import { formSections } from './formSections';
import { oddValues, quietFields } from './oddValues';

/** Stages that make forms decide: missing, malformed, misspelled, rejected, unused and too long. */
const STAGES: readonly (readonly [StageType, string, Record<string, unknown>])[] = [
  ...STAGE_TYPES.map((type) => [type, "as Spinnaker's own form leaves it", { ...nativeStages[type] }] as const),
  ['Aws.LambdaTrafficRoutingStage', 'empty', {}],
  ['Aws.LambdaDeploymentStage', 'empty', {}],
  [
    'Aws.LambdaDeploymentStage',
    'malformed and rejected values',
    {
      region: 'mars',
      memorySize: 64,
      functionNam: 'x',
      targets: [{}],
      enableLambdaAtEdge: true,
      architectures: ['x86_64', 'arm64'],
      envVariables: { '1': 'x' },
      deadLetterConfig: { targetArm: 'x' },
      codeUri: 's3://builds/a.zip',
      s3bucket: 'builds',
    },
  ],
  [
    'Aws.LambdaTrafficRoutingStage',
    'unknown strategy and names',
    { deploymentStrategy: '$CANARY', trafficPercntA: 10, alarms: [1], onBusy: 'x' },
  ],
  [
    'Aws.LambdaTrafficRoutingStage',
    'malformed steps',
    { deploymentStrategy: '$GRADUAL', steps: [{ weightpercent: 5 }, { weightPercent: 200, holdSeconds: 5 }, 'x'] },
  ],
  [
    'Aws.LambdaTrafficRoutingStage',
    'a rollout that is too long',
    {
      account: 'a',
      region: 'us-east-1',
      functionName: 'f',
      aliasName: 'live',
      deploymentStrategy: '$GRADUAL',
      preset: 'LambdaLinear10PercentEvery10Minutes',
      revertUnlessPromotedWithinSeconds: 90,
    },
  ],
  [
    'Aws.LambdaTrafficRoutingStage',
    'misspelled parts of a health check',
    { deploymentStrategy: '$BLUEGREEN', healthCheck: { attempt: 2, expect: { bodyContain: 1, matches: '(' } } },
  ],
  [
    'Aws.LambdaInvokeStage',
    'misspelt expectations',
    { expect: { maxDurationM: 5, odd: 1 }, version: '', payload: '{}' },
  ],
  [
    'Aws.LambdaDeleteStage',
    'another name to confirm',
    { version: '$ALL', functionName: 'f', confirmFunctionName: 'g' },
  ],
];

/** Everything that the form's pure parts decide about a stage. */
function decisionsOf(type: StageType, values: Record<string, unknown>): unknown {
  const problems = problemsOf(type, values, stageRegistry[type].ownProblems);
  const sections = formSections(stageRegistry[type], values);
  const shown = new Set(sections.flatMap(({ specs }) => specs.map(({ name }) => name)));
  const odd = oddValues(type, values, problems, shown);
  return {
    problems: problems.map((problem) => [
      problem.field,
      problem.code,
      isNeeded(problem, values),
      nestedRemedy(problem),
    ]),
    sections: sections.map(({ id, specs, unused }) => [
      id,
      specs.map(({ name }) => name),
      unused.map(({ name }) => name),
    ]),
    odd: odd.map(({ name, code, renameTo, removable }) => [name, code, renameTo, removable]),
    quiet: quietFields(type, values, odd).map(({ name }) => name),
    choices: fieldSpecsOf(type).map((spec) => [
      spec.name,
      choiceWhenAbsent(spec, values),
      choiceOptions(spec, values).map(({ value }) => value),
    ]),
    flagged: Object.keys(validateStage(type, values)),
  };
}

/** Attributes without words. */
const SILENT = ['class', 'name', 'type', 'data-field', 'data-section', 'data-part', 'data-step', 'data-name'];
const STATES = ['aria-expanded', 'aria-pressed', 'disabled', 'hidden', 'role', 'checked'];

/** What is on the screen, without words: elements, their kinds, names, states and values. */
function skeletonOf(element: Element): unknown {
  const attributes = [...SILENT, ...STATES].flatMap((name) =>
    element.hasAttribute(name)
      ? [`${name}=${(element.getAttribute(name) ?? '').replace(/^lambda-stages-\d+/, 'form')}`]
      : [],
  );
  const value = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? [element.value] : [];
  return [element.tagName, ...attributes, ...value, [...element.children].map(skeletonOf)];
}

/** A form when it opens, and with every section open. */
function screensOf(type: StageType, values: Record<string, unknown>): unknown {
  const { container } = showForm(type, JSON.parse(JSON.stringify(values)) as Record<string, unknown>);
  const first = skeletonOf(container);
  screen.queryAllByText('Open all').forEach((button) => fireEvent.click(button));
  const all = skeletonOf(container);
  const texts = [...container.querySelectorAll('.lst-error, .lst-title')].map(({ textContent }) => textContent);
  cleanup();
  return { first, all, texts };
}

describe('with every word replaced, a form', () => {
  it.each(STAGES)(
    'decides the same, and shows the same controls, states and buttons: %s, %s',
    (type, _title, values) => {
      const decided = decisionsOf(type, values);
      const before = screensOf(type, values);
      const words = replaceWords();

      const decidedThen = decisionsOf(type, values);
      const after = screensOf(type, values);
      words.restore();

      expect(decidedThen).toEqual(decided);
      expect(after).toMatchObject({ first: Object(before).first, all: Object(before).all });
      expect(Object(after).texts).not.toEqual(Object(before).texts);
    },
  );
});
