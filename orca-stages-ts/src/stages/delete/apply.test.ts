import { StageError } from 'stage-contract';
import type { LambdaPort } from '../../model/lambdaPort';
import type { ApplyContext } from '../../model/stageContext';
import { saying } from '../../testing/saying';
import { operationFacts } from '../shared/testing/operationFacts';
import { applyDelete } from './apply';
import type { DeleteFacts, VersionDeletion } from './steps';

const target = { account: 'local', region: 'us-east-1', functionName: 'checkout' };
const step: VersionDeletion = {
  id: 'delete-v1',
  kind: 'deleteVersion',
  sentence: 'Delete v1',
  mutates: true,
  version: '1',
  aliases: ['build-1', 'build-2'],
};

it('a version that is gone after a deletion without an answer has gone with the aliases that were deleted, and no others', async () => {
  const lambda: Pick<LambdaPort, 'deleteFunction'> = {
    deleteFunction: async () => {
      throw new StageError({ code: 'versionNotFound', what: saying('gone'), where: 'x' });
    },
  };
  const context = {
    ...{ lambda, again: true, facts: { deletedAliases: ['build-2'] } },
    operation: operationFacts({ target }),
  } as unknown as ApplyContext<DeleteFacts>;

  const applied = await applyDelete(step, { ...target, version: '1' } as Parameters<typeof applyDelete>[1], context);

  expect(applied).toMatchObject({
    report: { deletions: [{ version: '1', result: 'deleted', reason: 'with alias build-2' }] },
  });
});
