import { say } from 'stage-contract';
import type { FunctionFacts } from '../../../model/functionFacts';
import type { ApplyContext } from '../../../model/stageContext';
import { sentenceOf } from '../../../model/step';
import { knownPins } from '../aliasLedger/testing/knownPins';
import { headOf } from '../testing/headOf';
import { operationFacts } from '../testing/operationFacts';
import type { CodeFacts } from './codeFacts';
import type { PublishStep } from './codeSteps';
import { applyPublish } from './publishHead';
import { tagsDigest } from './tagsDigest';

const BEGUN = '2026-11-30T10:00:00.000Z',
  EARLIER = '2026-11-29T10:00:00.000Z',
  LATER = '2026-11-30T10:00:01.000Z';
const step: PublishStep = {
  kind: 'publish',
  id: 'publish',
  ...sentenceOf(say('publishUnlessUnchanged', {})),
  mutates: true,
  codeSha256: 'old-hash',
  expectedRevisionId: 'r1',
  mayReuse: true,
  tagsSeen: tagsDigest({ team: 'shop' }),
};

/** Publishes version 7 made at `publishedAt`, after which the head is as given. */
async function reuses(publishedAt: string, after: Partial<FunctionFacts>): Promise<unknown> {
  const context = {
    operation: operationFacts(),
    pins: knownPins(),
    facts: {},
    again: false,
    firstBegunAtMs: Date.parse(BEGUN),
    lambda: {
      publishVersion: () => Promise.resolve(headOf({ version: '7', lastModified: publishedAt })),
      getFunction: () => Promise.resolve(headOf({ tags: { team: 'shop' }, ...after })),
    },
  } as unknown as ApplyContext<CodeFacts>;
  const applied = await applyPublish(step, {}, context, () => true);
  return applied.kind === 'done' ? applied.facts?.versionReused : undefined;
}

it.each([
  ['existing, because the head kept its RevisionId', EARLIER, { revisionId: 'r1' }, true],
  ['new, because the head has a new RevisionId', LATER, { revisionId: 'r2' }, false],
  [
    'existing, because someone else only tagged the head',
    EARLIER,
    { revisionId: 'r2', tags: { scanned: 'yes' } },
    true,
  ],
  ['new, although someone else also tagged the head', LATER, { revisionId: 'r2', tags: { scanned: 'yes' } }, false],
])('a version is %s', async (_, publishedAt, after, reused) => {
  expect(await reuses(publishedAt, after)).toBe(reused);
});
