import { buildsFor, releaseBuilds } from './builds';

it('what `npm run build` has built is fresh for the sandbox, and not built once more', () => {
  const needed = buildsFor(new Set(['lambda', 'sidecar', 'deck', 'orca']));

  expect(releaseBuilds().map(({ name }) => name)).toEqual(['Deck plugin', 'sidecar']);
  expect(needed).toEqual(expect.arrayContaining(releaseBuilds()));
});
