import { awsServices } from '../../orca-stages-ts/src/aws/services';
import { stageRegistry } from '../../orca-stages-ts/src/stages/stageRegistry';
import { MUTATIONS } from './mutations';

it('says for every mutating call that stages make what keeps it from acting twice', () => {
  const guarded = new Set(MUTATIONS.map(({ call }) => call));

  const changing = Object.values(stageRegistry)
    .flatMap(({ calls }) => calls.lambda ?? [])
    .map((method) => awsServices.lambda.operations[method])
    .filter(({ reads }) => !reads)
    .map(({ call }) => call);

  expect(changing.length).toBeGreaterThan(0);
  expect(changing.filter((call) => !guarded.has(call))).toEqual([]);
});
