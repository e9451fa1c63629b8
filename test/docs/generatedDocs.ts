import {
  API_VOICE,
  ERROR_CODES,
  GLOSSARY,
  PIPELINE_PROBLEM_CODES,
  PUBLISHED_SCHEMAS,
  stageDefinitions,
} from '../../stage-contract/src';
import { problemExamples } from '../../stage-contract/src/testing/problemExamples';
import { MUTATIONS, NOT_TOLD_APART } from '../crash/mutations';
import { GENERATED } from './generatedMark';
import { messagesPage } from './messagesPage';
import { migratingPage } from './migratingPage';
import { outcomePage } from './outcomePage';
import { schemaText } from './schemaText';
import { stageReference } from './stageReference';
import { tableCell } from './tableCell';
import { valueForms } from './valueForms';

/** Every file that comes from the schemas, the error codes, the catalogue of messages and its types, and the table of mutations. */
export function generatedDocs(): { file: string; text: string }[] {
  return [
    ...Object.values(stageDefinitions).flatMap((definition) => [
      { file: `docs/stages/${definition.key}.md`, text: stageReference(definition) },
    ]),
    ...[...PUBLISHED_SCHEMAS].map(([file, schemaOf]) => ({
      file: `docs/schemas/${file}`,
      text: schemaText(schemaOf()),
    })),
    { file: 'docs/words.md', text: wordsPage() },
    { file: 'docs/failures.md', text: failuresPage() },
    { file: 'docs/mutations.md', text: mutationsPage() },
    { file: 'docs/outcome.md', text: outcomePage() },
    { file: 'docs/messages.md', text: messagesPage() },
    { file: 'docs/migrating.md', text: migratingPage() },
    { file: 'stage-contract/src/messages/valueForms.json', text: valueForms() },
  ];
}

function wordsPage(): string {
  const rows = Object.entries(GLOSSARY).map(([word, meaning]) => `| ${word} | ${meaning} |`);
  return [
    '# Words',
    '',
    GENERATED,
    '',
    'One word per idea, in the UI, JSON, logs and docs alike.',
    '',
    '| Word | Meaning |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function failuresPage(): string {
  const rows = Object.entries(ERROR_CODES).map(
    ([code, { retryable, next }]) => `| \`${code}\` | ${retryable ? 'yes' : 'no'} | ${next(API_VOICE)} |`,
  );
  const head = [
    '# Failures',
    '',
    GENERATED,
    '',
    'Each `failure.code` of an outcome, whether the sidecar retries, and what to do unless the failure says something better.',
    '',
  ];
  return [...head, '| Code | Retried | What to do |', '|---|---|---|', ...rows, '', ...problemsPart()].join('\n');
}

/** Sentences may change, codes may not, so programs read codes. */
function problemsPart(): string[] {
  const rowsOf = (examples: typeof problemExamples): string[] =>
    examples
      .map(
        ({ field, code, message }) => `| \`${code}\` | ${field === '' ? '' : `\`${field}\` `}${tableCell(message)} |`,
      )
      .sort();
  return [
    '## Problems with the input',
    '',
    '`problems` of a 400 response and of `failure` lists everything that is wrong with a stage: `field`, `code`, `values` and `message`. Programs should read `code` and `values`, which are stable. The message may be reworded.',
    '',
    '| Code | Example |',
    '|---|---|',
    ...rowsOf(problemExamples.filter(({ code }) => !PIPELINE_PROBLEM_CODES.has(code))),
    '',
    '## Problems with the pipeline',
    '',
    'What no stage shows alone. `lambda-stages validate` and Deck find them before the pipeline runs; see [Pipelines as code](pipelineAsCode.md).',
    '',
    '| Code | Example |',
    '|---|---|',
    ...rowsOf(problemExamples.filter(({ code }) => PIPELINE_PROBLEM_CODES.has(code))),
    '',
  ];
}

function mutationsPage(): string {
  const rows = MUTATIONS.map(
    ({ call, madeBy, guard, again, why }) =>
      `| ${call} | ${madeBy} | ${guard} | ${again.length === 0 ? 'nothing' : again.join(', ')} | ${why} |`,
  );
  const head = [
    '# Mutations',
    '',
    GENERATED,
    '',
    'Every call that changes something in AWS or runs code, and what happens if the sidecar dies after the call and before its result is written. The crash matrix (`npm run test:crash`) counts the calls of every cell against this table.',
    '',
  ];
  return [
    ...head,
    '| Call | Step | Guard | Calls when the step is resumed | Why that is safe |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '## What cannot be told apart',
    '',
    'A resumed step knows what it wanted, what it found before, and what AWS shows now. Somebody else may have changed something in between and changed it back:',
    '',
    ...NOT_TOLD_APART.map((text) => `- ${text}`),
    '',
  ].join('\n');
}
