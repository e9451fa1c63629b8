import {
  aliasSuggestions,
  deployedBy,
  earlierRefIds,
  functionSuggestions,
  namedTargets,
  targetToTakeOver,
} from './targets';

const deploy = {
  refId: '1',
  type: 'Aws.LambdaDeploymentStage',
  name: 'Deploy',
  account: 'a',
  region: 'r',
  functionName: 'f',
  aliases: ['live', 'stage'],
};
const other = {
  refId: '9',
  type: 'Aws.LambdaInvokeStage',
  account: 'b',
  region: 'r',
  functionName: 'g',
  aliasName: 'blue',
};
const own = { refId: '3', requisiteStageRefIds: ['2'] };
const pipeline = { stages: [other, { refId: '2', type: 'wait', requisiteStageRefIds: ['1'] }, deploy, own] };

describe('targets of other stages', () => {
  it('list the earlier stages first, whatever is between them', () => {
    expect(
      namedTargets(pipeline, own).map(({ stageName, earlier, aliases }) => ({ stageName, earlier, aliases })),
    ).toEqual([
      { stageName: 'Deploy', earlier: true, aliases: ['live', 'stage'] },
      { stageName: '9', earlier: false, aliases: ['blue'] },
    ]);
  });

  it('are found in a graph with a cycle', () => {
    const looped = {
      stages: [
        { refId: '1', requisiteStageRefIds: ['2'] },
        { refId: '2', requisiteStageRefIds: ['1'] },
      ],
    };

    expect([...earlierRefIds(looped, { refId: '3', requisiteStageRefIds: ['1'] })]).toEqual(['1', '2']);
  });

  it.each([
    [undefined],
    [{}],
    [{ stages: 'x' }],
    [{ stages: [null, 7, { type: 'Aws.LambdaInvokeStage', functionName: { a: 1 }, aliases: { b: 1 } }] }],
  ])('do not exist or are empty in the pipeline %j', (odd) => {
    expect(functionSuggestions(namedTargets(odd, own), {})).toEqual([]);
  });

  it('are suggested by account and region first, aliases by function', () => {
    const targets = namedTargets(pipeline, own);

    expect(functionSuggestions(targets, { account: 'b', region: 'r' })).toEqual(['g', 'f']);
    expect(aliasSuggestions(targets, { functionName: 'f' })).toEqual(['live', 'stage']);
    expect(aliasSuggestions(targets, {})).toEqual(['live', 'stage', 'blue']);
  });

  it('can be copied until they are the same', () => {
    const targets = namedTargets(pipeline, own);
    const same = { account: 'a', region: 'r', functionName: 'f' };

    expect([
      targetToTakeOver(targets, {})?.stageName,
      targetToTakeOver(targets, same),
      targetToTakeOver([], {}),
    ]).toEqual(['Deploy', undefined, undefined]);
    expect([deployedBy(targets, same)?.stageName, deployedBy(targets, {})]).toEqual(['Deploy', undefined]);
  });
});
