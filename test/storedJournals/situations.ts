import type { Outcome } from 'stage-contract';
import type { Story } from './story';
import {
  canary,
  deploy,
  FIRST,
  FOURTH,
  GOOD,
  gradual,
  invoke,
  NEVER,
  ORDERS,
  promote,
  REFUSED_SOURCE,
  remove,
  route,
  SECOND,
  THIRD,
  updateCode,
  watchedCanary,
} from './storyRequests';

/** What happens until the process dies, by the name of the situation's folder. */
export const SITUATIONS: Readonly<Record<string, (story: Story) => Promise<void>>> = {
  'gradual-in-hold': async (story) => {
    await twoVersions(story);
    await story.until(gradual(STEPS), isHolding);
  },
  'gradual-restarted-in-hold': async (story) => {
    await twoVersions(story);
    await story.until(gradual(STEPS), isHolding);
    await story.stopAt('beforePlan', 'plan', () => story.begin({ ...gradual(STEPS), attempt: 2 }, 'Rollout again'));
  },
  'gradual-in-hold-before-failing-check': async (story) => {
    await twoVersions(story);
    const failing = [{ weightPercent: 10, holdSeconds: 600 }, { check: { expect: NEVER } }];
    await story.until(gradual(failing, { onFailure: 'revertAndDeleteCandidate' }), isHolding);
  },
  'gradual-weight-called-and-cancelled': async (story) => {
    await twoVersions(story);
    await story.stopAt('afterCall', 'weight:10', () => story.begin(gradual(STEPS)));
    await story.cancel('Rollout');
  },
  'weighted-timer-armed': async (story) => {
    await twoVersions(story);
    await story.run(canary());
  },
  'weighted-timer-held-by-promotion': async (story) => {
    await twoVersions(story);
    await story.run(canary());
    await story.stopAt('afterIntent', 'route', () => story.begin(promote()));
  },
  'split-watched': async (story) => {
    await twoVersions(story);
    await story.run(watchedCanary());
  },
  'deployment-create-called': (story) =>
    story.stopAt('afterCall', 'create', () =>
      story.begin(deploy(FIRST, 'one', { envVariables: { GREETING: 'hello' } })),
    ),
  'deployment-code-intent': async (story) => {
    await twoVersions(story);
    await story.stopAt('afterIntent', 'code', () =>
      story.begin(deploy(THIRD, 'three', { envVariables: { GREETING: 'hello' } })),
    );
  },
  'deployment-configuration-intent': async (story) => {
    await twoVersions(story);
    await story.stopAt('afterIntent', 'configuration', () =>
      story.begin(deploy(THIRD, 'three', { envVariables: { GREETING: 'hello' } })),
    );
  },
  'deployment-code-called': async (story) => {
    await twoVersions(story);
    await story.stopAt('afterCall', 'code', () => story.begin(deploy(THIRD, 'three')));
  },
  'deployment-before-alias-move': async (story) => {
    await twoVersions(story);
    await story.stopAt('beforeIntent', 'alias:live', () =>
      story.begin(deploy(THIRD, 'three', { aliasRouting: 'newVersion' })),
    );
  },
  'deployment-alias-called': async (story) => {
    await twoVersions(story);
    await story.stopAt('afterCall', 'alias:live', () =>
      story.begin(deploy(THIRD, 'three', { aliasRouting: 'newVersion' })),
    );
  },
  'deployment-alias-called-and-cancelled': async (story) => {
    await twoVersions(story);
    const moving = deploy(THIRD, 'three', { aliasRouting: 'newVersion' });
    await story.stopAt('afterCall', 'alias:live', () => story.begin(moving));
    await story.cancel(moving.stageId);
  },
  'deployment-restoring-alias': async (story) => {
    await twoVersions(story);
    const refused = { aliasRouting: 'newVersion', aliasName: 'live', eventSources: [REFUSED_SOURCE] };
    await story.stopAt('afterIntent', 'restore:live', () => story.begin(deploy(THIRD, 'three', refused)));
  },
  'update-code-called': async (story) => {
    await twoVersions(story);
    await story.stopAt('afterCall', 'code', () => story.begin(updateCode({ publish: true })));
  },
  'update-code-settling': async (story) => {
    await twoVersions(story);
    story.settlesSlowly('UpdateFunctionCode');
    await story.until(updateCode({ publish: false }), (outcome) =>
      outcome.steps.some(({ id, state }) => id === 'settleCode' && state === 'running'),
    );
  },
  'route-intent': async (story) => {
    await twoVersions(story);
    await story.stopAt('afterIntent', 'route', () => story.begin(promote()));
  },
  'route-called': async (story) => {
    await twoVersions(story);
    await story.stopAt('afterCall', 'route', () => story.begin(promote()));
  },
  'route-reverting-after-failed-check': async (story) => {
    await twoVersions(story);
    const failing = gradual([{ weightPercent: 10 }, { check: { expect: NEVER } }], {
      onFailure: 'revertAndDeleteCandidate',
    });
    await story.stopAt('afterIntent', 'revert', () => story.begin(failing));
  },
  'route-reverting-after-cancel': async (story) => {
    await twoVersions(story);
    await story.until(gradual(STEPS), isHolding);
    await story.stopAt('afterCall', 'revert', () => story.cancel('Rollout'));
  },
  'invoke-intent': async (story) => {
    await twoVersions(story);
    await story.stopAt('afterIntent', 'call-1', () => story.begin(invoke()));
  },
  'invoke-called': async (story) => {
    await twoVersions(story);
    await story.stopAt('afterCall', 'call-2', () => story.begin(invoke({ executionCount: 3 })));
  },
  'delete-waiting-for-event-source': async (story) => {
    await story.run(deploy(FIRST, 'one', { aliasName: 'live', eventSources: [ORDERS] }));
    story.settlesSlowly('DeleteEventSourceMapping');
    const everything = remove({ version: '$ALL', confirmFunctionName: 'checkout' });
    await story.until(everything, (outcome) =>
      outcome.steps.some(({ id, state }) => id === 'mappings-gone' && state === 'running'),
    );
  },
  'delete-versions-called': async (story) => {
    await threeVersions(story);
    await story.run(promote({}, THIRD));
    await story.stopAt('afterCall', 'delete-v1', () =>
      story.begin(remove({ version: '$MOVING', retentionNumber: 1 }, FOURTH)),
    );
  },
  observing: async (story) => {
    await twoVersions(story);
    await story.stopAt('afterObserve', 'plan', () =>
      story.begin(deploy(THIRD, 'three', { envVariables: { GREETING: 'hello' } })),
    );
  },
  'observing-behind-a-lock': async (story) => {
    await twoVersions(story);
    await story.stopAt('afterIntent', 'route', () => story.begin(promote()));
    await story.until(deploy(THIRD, 'three'), ({ progress }) => progress.startsWith('Waiting for another operation'));
  },
  'observing-behind-a-claim': async (story) => {
    await threeVersions(story);
    await story.until(gradual(STEPS), isHolding);
    const third = { versionNameA: '$PROVIDED', versionNumberA: '3', onBusy: 'wait' };
    await story.until(promote(third, FOURTH), ({ progress }) => progress.includes('is held by'));
  },
  ended: async (story) => {
    await threeVersions(story);
    const failing = gradual([{ weightPercent: 10 }, { check: { expect: NEVER } }]);
    await story.run({ ...failing, stageId: 'Failing rollout' }, 'TERMINAL');
    await story.until(gradual(STEPS), isHolding);
    await story.cancel('Rollout');
    await story.untilEnded('Rollout', 'CANCELED');
    // From one to three to two: what the alias served before its newest release is neither the last nor the newest.
    await story.run(promote({}, THIRD));
    const two = { deploymentStrategy: '$SIMPLE', versionNameA: '$PROVIDED', versionNumberA: '2' };
    await story.run(route('Route to two', two, FOURTH));
  },
};

/** A tenth for ten minutes, a check, half for five minutes, all. */
const STEPS = [
  { weightPercent: 10, holdSeconds: 600 },
  { check: { expect: GOOD } },
  { weightPercent: 50, holdSeconds: 300 },
];

async function twoVersions(story: Story): Promise<void> {
  await story.run(deploy(FIRST, 'one'));
  await story.run(deploy(SECOND, 'two'));
}

async function threeVersions(story: Story): Promise<void> {
  await twoVersions(story);
  await story.run(deploy(THIRD, 'three'));
}

const isHolding = ({ hold, steps }: Outcome): boolean =>
  hold !== undefined && steps.some(({ id, state }) => id === 'hold:10' && state === 'running');
