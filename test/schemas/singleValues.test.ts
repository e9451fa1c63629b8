import { disagreementOn } from './disagreementOn';
import { singleValues } from './singleValues';
import { accepts } from './validators';

it('every place of a stage takes the same values in its schema as in the sidecar', () => {
  const stages = singleValues();

  const disagreements = stages.map(({ type, place, stage }) => [place, disagreementOn(type, stage)]);

  expect(disagreements.filter(([, disagreement]) => disagreement !== undefined)).toEqual([]);
  expect(stages.filter(({ type, stage }) => accepts(type, stage)).length).toBeGreaterThan(5_000);
});
