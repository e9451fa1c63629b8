import type { SAYING_PARTS } from '../../stage-contract/src';
import { sayingExamples } from '../../stage-contract/src/testing/sayingExamples';
import { GENERATED } from './generatedMark';
import { tableCell } from './tableCell';

/** Where each part of the catalogue appears in an outcome; the compiler requires a title for a new part. */
const TITLES: Readonly<Record<keyof typeof SAYING_PARTS, string>> = {
  steps: 'Sentences of steps (`steps[].told`)',
  notes: 'Notes: the results of steps (`steps[].noteTold`, `aliases[].noteTold`, `revertTimer.noteTold`)',
  progress: 'Progress: what a stage is doing, or how it ended (`progressTold`)',
  headlines: 'Headlines of successful stages (`progressTold`)',
  reasons: 'Why something happened or stays (`timeline[].told`, `deletions[].told`)',
  warnings: 'Warnings (`warningsTold`)',
  failures: 'Failures: what failed (`failure.told`)',
  advice: 'Advice: what to do next (`failure.nextTold`)',
  evidence: 'Evidence: what was measured (`evidence[].told`)',
  rollouts: 'Rollouts under way: what people ask for, and what comes of it (`actions[].told`, `held.told` and others)',
  assertions: 'Assertions: what was expected, and what came (`invocations[].assertions[].expectedTold`, `gotTold`)',
};

/** docs/messages.md: every code of the catalogue, with an example of its values and words. */
export const messagesPage = (): string =>
  [
    '# Messages',
    '',
    GENERATED,
    '',
    'Every text of an [outcome](outcome.md) has a code, with the values that its words are made of. Codes, and the names and meaning of their values, are stable: a release may add codes and values, but does not rename or reuse them. The words may be reworded with any release.',
    '',
    ...Object.entries(TITLES).flatMap(([part, title]) => [
      `## ${title}`,
      '',
      '| Code | Values | Words, for example |',
      '|---|---|---|',
      ...sayingExamples
        .filter((example) => example.part === part)
        .map(({ code, values, words }) => {
          const names = Object.keys(values).map((name) => `\`${name}\``);
          return `| \`${code}\` | ${names.join(', ')} | ${tableCell(words())} |`;
        })
        .sort(),
      '',
    ]),
  ].join('\n');
