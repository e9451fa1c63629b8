import { say, toldOf } from 'stage-contract';
import { recoverDeployment } from './recover';
import { applyLeftovers } from './leftovers';
import type { DeploymentFacts, DeploymentStep, LeftoversStep } from './steps';
import { inputOf, operation } from './testing/planFixtures';

const tags = say('updateTags', {});
const tagsStep = {
  kind: 'tags' as const,
  id: 'tags',
  sentence: tags.words,
  told: toldOf(tags),
  mutates: true,
  functionArn: '',
  set: ['team'],
  remove: [],
} satisfies DeploymentStep;

const leftoversOf = (told: boolean): LeftoversStep => {
  const { told: _told, ...untold } = tagsStep;
  const [step] = recoverDeployment(inputOf(), {
    begun: [told ? tagsStep : untold],
    unanswered: [],
    reason: 'failed',
    facts: {} as DeploymentFacts,
  });
  if (step?.kind !== 'leftovers') throw new Error('Nothing names what is left behind.');
  return step;
};

const named = async (step: LeftoversStep) => {
  const context = { operation, facts: {}, lambda: { getFunction: async () => undefined } } as never;
  const applied = await applyLeftovers(step, inputOf(), context);
  return applied.kind === 'done' ? applied.report?.warnings : [];
};

describe('what a failed Deployment leaves behind', () => {
  it('is said by the codes of the steps that nothing brings back', async () => {
    expect(await named(leftoversOf(true))).toEqual([say('notTakenBack', { steps: [tags] })]);
  });

  it('is said by the sentences of steps that release 0.1.0 has planned', async () => {
    const { othersTold: _told, ...ofRelease } = leftoversOf(false);

    expect(await named(ofRelease)).toEqual([say('notTakenBack', { steps: [{ words: tags.words }] })]);
  });
});
