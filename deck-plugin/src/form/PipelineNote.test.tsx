import { fireEvent, screen, within } from '@testing-library/react';
import { showForm } from '../testing/showForm';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const ours = { alias: 'preconfiguredWebhook', account: 'prod', region: 'eu-west-1', functionName: 'checkout' };
const route = {
  type: ROUTE,
  ...ours,
  refId: '2',
  requisiteStageRefIds: ['1'],
  deploymentStrategy: '$WEIGHTED',
  versionNameA: '$LATEST',
};
const deploy = { type: 'Aws.LambdaUpdateCodeStage', ...ours, name: 'Deploy', refId: '1' };

describe('what the form says about the pipeline', () => {
  it('is what no stage shows alone, in the words of the form', () => {
    const stage = { ...route };

    showForm(ROUTE, stage, { pipeline: { stages: [deploy, stage] } });

    expect(screen.getByText('In this pipeline:').parentElement?.textContent).toBe(
      'In this pipeline:Version A is $LATEST, but “Deploy” publishes no version, so this is not what it deploys; set “Publish” there.',
    );
  });

  it('is nothing if all is well, and nothing that the notice above already says', () => {
    const [good, native] = [{ ...route }, { ...route, alias: undefined }];

    showForm(ROUTE, good, { pipeline: { stages: [{ ...deploy, publish: true }, good] } });
    showForm(ROUTE, native, { pipeline: { stages: [{ ...deploy, publish: true }, native] } });

    expect(screen.queryByText('In this pipeline:')).toBeNull();
  });

  it('changes with the stage, whether Deck changes it in place or hands out copies', () => {
    const [before, after] = (['changes in place', 'hands out copies'] as const).map((host) => {
      const stage = { ...route };
      const { container } = showForm(ROUTE, stage, { pipeline: { stages: [deploy, stage] }, host });
      const text = (): number => container.querySelectorAll('.lst-odd').length;
      const seen = text();
      fireEvent.change(within(container).getByLabelText('Candidate'), { target: { value: '$OLDEST' } });
      return [seen, text()];
    });

    expect([before, after]).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });
});
