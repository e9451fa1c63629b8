import { STAGE_TYPES, type StageType } from '../stageDefinition';
import { NATIVE_DIFFERENCE_WORDS, type NativeDifferenceCode } from '../messages/nativeDifferenceWords';
import { CONVERSION_NOTES } from './conversionNotes';
import { nativeDifference, nativeDifferencesOf, nativeDifferencesOfType } from './nativeDifferences';

const DEPLOYMENT = 'Aws.LambdaDeploymentStage';
const UPDATE_CODE = 'Aws.LambdaUpdateCodeStage';
const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const INVOKE = 'Aws.LambdaInvokeStage';
const DELETE = 'Aws.LambdaDeleteStage';
const SOURCE = 'arn:aws:sqs:eu-west-1:123456789012:orders';

const valuesOf = (type: StageType, stage: Record<string, unknown>, code: NativeDifferenceCode): unknown =>
  nativeDifferencesOf(type, stage).find((one) => one.code === code)?.values;

describe('what a native stage does differently here', () => {
  it.each<[StageType, Record<string, unknown>, NativeDifferenceCode, unknown]>([
    [DEPLOYMENT, { aliases: ['live'] }, 'existingAliasesKeepRouting', { aliases: ['live'] }],
    [DEPLOYMENT, { aliases: 'live' }, 'existingAliasesKeepRouting', { aliases: ['live'] }],
    [DEPLOYMENT, { aliases: ['${alias}'] }, 'existingAliasesKeepRouting', {}],
    [DEPLOYMENT, { aliases: [] }, 'existingAliasesKeepRouting', undefined],
    [DEPLOYMENT, { aliases: ['live'], aliasRouting: 'newVersion' }, 'existingAliasesKeepRouting', undefined],
    [ROUTE, { versionNameA: '$PREVIOUS' }, 'previousIsServed', {}],
    [ROUTE, { versionNameA: '$LATEST' }, 'previousIsServed', undefined],
    [ROUTE, { versionNameA: '$LATEST' }, 'latestIsPublishedHere', {}],
    [ROUTE, { deploymentStrategy: '$BLUEGREEN' }, 'latestIsPublishedHere', {}],
    [ROUTE, { versionNameA: '$PROVIDED' }, 'latestIsPublishedHere', undefined],
    [DELETE, { version: '$PREVIOUS' }, 'previousIsServed', {}],
    [ROUTE, { deploymentStrategy: '$WEIGHTED' }, 'baselineStaysMain', {}],
    [ROUTE, { deploymentStrategy: '${parameters.strategy}' }, 'baselineStaysMain', {}],
    [ROUTE, { deploymentStrategy: '$SIMPLE' }, 'baselineStaysMain', undefined],
    [ROUTE, { aliasName: 'live' }, 'failureReverts', { alias: 'live' }],
    [ROUTE, { aliasName: '${alias}' }, 'failureReverts', {}],
    [DEPLOYMENT, {}, 'unlistedSourcesStay', {}],
    [DEPLOYMENT, { eventSourceMode: 'own' }, 'unlistedSourcesStay', undefined],
    [DEPLOYMENT, { triggerArns: [SOURCE], aliases: ['live'] }, 'newSourcesCallAlias', { alias: 'live' }],
    [DEPLOYMENT, { triggerArns: [SOURCE] }, 'newSourcesCallAlias', undefined],
    [DEPLOYMENT, { triggerArns: [SOURCE], aliases: ['a', 'b'] }, 'newSourcesCallAlias', undefined],
    [DEPLOYMENT, { triggerArns: [SOURCE], aliases: ['a'], aliasName: 'a' }, 'newSourcesCallAlias', undefined],
    [DEPLOYMENT, { publish: true }, 'versionSaysOrigin', {}],
    [DEPLOYMENT, { publish: 'true' }, 'versionSaysOrigin', {}],
    [DEPLOYMENT, { publish: '${parameters.publish}' }, 'versionSaysOrigin', {}],
    [DEPLOYMENT, { publish: false }, 'versionSaysOrigin', undefined],
    [UPDATE_CODE, { publish: true }, 'versionSaysOrigin', {}],
    [UPDATE_CODE, {}, 'unchangedCodeIsReused', {}],
    [DEPLOYMENT, {}, 'otherTagsStay', {}],
    [DEPLOYMENT, { tagsMode: 'own' }, 'otherTagsStay', undefined],
    [DEPLOYMENT, {}, 'reservedStays', {}],
    [DEPLOYMENT, { reservedConcurrentExecutions: 0 }, 'reservedStays', undefined],
    [ROUTE, { aliasName: 'live' }, 'provisionedStays', { alias: 'live' }],
    [ROUTE, { provisionedConcurrentExecutions: 0 }, 'provisionedStays', undefined],
    [ROUTE, { deploymentStrategy: '$WEIGHTED' }, 'provisionedStays', undefined],
    [DEPLOYMENT, { encryptionKMSKeyArn: 'arn' }, 'keyIsUsed', {}],
    [DEPLOYMENT, { kmskeyArn: 'arn', encryptionKMSKeyArn: '' }, 'keyIsUsed', undefined],
    [ROUTE, { destroyOnFail: true }, 'destroyOnFailActs', {}],
    [ROUTE, { destroyOnFail: false }, 'destroyOnFailActs', undefined],
    [INVOKE, {}, 'calledOnce', {}],
    [INVOKE, { executionCount: 1 }, 'calledOnce', undefined],
    [INVOKE, { executionCount: '3' }, 'callsOneAtATime', { count: 3 }],
    [INVOKE, { executionCount: '${parameters.count}' }, 'callsOneAtATime', {}],
    [INVOKE, { executionCount: 1 }, 'callsOneAtATime', undefined],
    [INVOKE, { executionCount: 3, parallelism: 3 }, 'callsOneAtATime', undefined],
    [INVOKE, {}, 'timeoutHasDefault', {}],
    [INVOKE, { timeout: 30 }, 'timeoutHasDefault', undefined],
    [INVOKE, {}, 'functionErrorFails', {}],
    [INVOKE, { expect: { functionError: true } }, 'functionErrorFails', undefined],
    [DELETE, { version: '$MOVING' }, 'retentionIsRequired', {}],
    [DELETE, { version: '$MOVING', retentionNumber: 3 }, 'retentionIsRequired', undefined],
    [DELETE, { version: '$OLDEST' }, 'versionInUseIsKept', {}],
    [DELETE, { version: '$ALL' }, 'versionInUseIsKept', undefined],
  ])('%s with %j: %s %j', (type, stage, code, values) => {
    expect(valuesOf(type, stage, code)).toEqual(values);
  });

  it.each(STAGE_TYPES)('never crashes on values of another kind in a %s', (type) => {
    const odd = Object.fromEntries(
      ['aliases', 'triggerArns', 'version', 'executionCount', 'deploymentStrategy', 'publish'].map((name) => [
        name,
        { constructor: [null] },
      ]),
    );

    expect(() => nativeDifferencesOf(type, odd)).not.toThrow();
  });

  it.each(Object.keys(NATIVE_DIFFERENCE_WORDS) as NativeDifferenceCode[])('%s is said in whole sentences', (code) => {
    const { native, here } = nativeDifference(code, {});

    expect([native, here].filter((words) => !/^[A-Z`].*\.$/.test(words) || words.includes('undefined'))).toEqual([]);
  });

  it.each(STAGE_TYPES)("says at length all that the notice of a %s says in Deck's few words", (type) => {
    const briefly = CONVERSION_NOTES[type].briefs.flatMap(({ differences }) => differences);

    expect(nativeDifferencesOfType(type)).toEqual(expect.arrayContaining(briefly));
  });
});
