import { fireEvent, screen } from '@testing-library/react';
import { stageDefinitions, STAGE_TYPES, type StageType } from 'stage-contract';
import { showForm } from '../testing/showForm';
import { stageRegistry } from '../stages/stageRegistry';
import { fieldSpecsOf, hasControl } from '../fields/transforms/fieldSpec';
import { rowsOf } from './formSections';

/** Stages that together show every field. */
const ASKING: Readonly<Record<StageType, readonly Record<string, unknown>[]>> = {
  'Aws.LambdaDeploymentStage': [
    {
      provisionedConcurrentExecutions: 1,
      reservedConcurrentExecutions: 1,
      s3ObjectVersion: 'v',
      deadLetterConfig: { targetArn: 'arn:aws:sqs:us-east-1:123456789012:q' },
    },
    { codeUri: 's3://bucket/key' },
  ],
  'Aws.LambdaUpdateCodeStage': [{ codeSha256: 'x' }, { codeUri: 's3://bucket/key' }],
  'Aws.LambdaTrafficRoutingStage': [
    { deploymentStrategy: '$WEIGHTED', versionNameA: '$PROVIDED', versionNameB: '$PROVIDED' },
    {
      deploymentStrategy: '$BLUEGREEN',
      timeout: 5,
      reservedConcurrentExecutions: 1,
      payloadArtifact: {},
      outputArtifact: {},
      destroyOnFail: true,
    },
    { deploymentStrategy: '$GRADUAL', preset: 'LambdaCanary10Percent5Minutes' },
  ],
  'Aws.LambdaInvokeStage': [
    { aliasName: 'live', invokePayload: 'x' },
    { version: '$PROVIDED', payloadArtifact: {}, outputArtifact: {} },
  ],
  'Aws.LambdaRolloutActionStage': [{ aliasName: 'live' }],
  'Aws.LambdaDeleteStage': ['$MOVING', '$PREVIOUS', '$PROVIDED', '$ALL'].map((version) => ({ version })),
};

const namesOf = (type: StageType): string[] =>
  fieldSpecsOf(type)
    .filter((spec) => hasControl(type, spec))
    .map(({ name }) => name);

describe.each(STAGE_TYPES)('form and schema of %s', (type) => {
  it('agree: each field has one row, or a reason why not', () => {
    const rows = rowsOf(stageRegistry[type]).flatMap(({ row }) => row.fields);

    expect([...rows].sort()).toEqual(namesOf(type).sort());
    expect(
      fieldSpecsOf(type)
        .filter(
          ({ name, meta }) =>
            !rows.includes(name) && meta.noControl === undefined && !(name in stageDefinitions[type].notSupportedYet),
        )
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it('agree on the screen: each of those fields has a control, and there is no control without a field', () => {
    const found = new Set<string>();
    const strange = new Set<string>();

    for (const stage of ASKING[type]) {
      const { container } = showForm(type, { ...stage });
      screen.queryAllByText('Open all').forEach((button) => fireEvent.click(button));
      namesOf(type)
        .filter((name) => container.querySelector(`[id$="-${name}"]`) !== null)
        .forEach((name) => found.add(name));
      [...container.querySelectorAll<HTMLInputElement>('input[name]:not([type=radio]), select[name], textarea[name]')]
        .filter(({ name }) => !namesOf(type).includes(name))
        .forEach(({ name }) => strange.add(name));
    }

    expect([...found].sort()).toEqual(namesOf(type).sort());
    expect([...strange]).toEqual([]);
  });

  it('agree on sections: every field with a control is in an existing section', () => {
    const sections = stageDefinitions[type].sections.map(({ id }) => id);

    expect(
      fieldSpecsOf(type)
        .filter((spec) => hasControl(type, spec) && !sections.includes(spec.meta.section ?? ''))
        .map(({ name }) => name),
    ).toEqual([]);
    expect(stageRegistry[type].closed.filter((section) => !sections.includes(section))).toEqual([]);
  });
});
