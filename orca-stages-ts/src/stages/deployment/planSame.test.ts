import { planDeployment } from './plan';
import type { ObservedDeployment } from './observe';
import { aliasOf, inputOf, mappingOf, newCode, nothing, observedOf, operation, QUEUE } from './testing/planFixtures';
import { headOf } from '../shared/testing/headOf';

const OTHER = 'arn:aws:sqs:us-east-1:123456789012:returns';
const same = (fields: Record<string, unknown>, observed: ObservedDeployment): string | undefined =>
  planDeployment(inputOf(fields), observed, operation).steps.find(({ kind }) => kind === 'same')?.sentence;
const there = observedOf({
  head: headOf({ tags: { team: 'a' }, reservedConcurrency: 5 }),
  provisioned: { requested: 2, allocated: 2, available: 2, status: 'READY' },
  mappings: [mappingOf()],
});
const everything = {
  aliases: ['live'],
  aliasName: 'live',
  tags: { team: 'a' },
  reservedConcurrentExecutions: 5,
  provisionedConcurrentExecutions: 2,
  triggerArns: [QUEUE],
  batchsize: 5,
};

describe('what a Deployment declares and does not change', () => {
  it('is named part by part', () => {
    expect(same(everything, there)).toBe(
      'Code, configuration, alias live, tags, reserved concurrency, provisioned concurrency and event sources',
    );
  });

  it('is the code and the configuration where nothing else is declared', () => {
    expect(same({}, there)).toBe('Code and configuration');
  });

  it.each<[string, Record<string, unknown>, Partial<ObservedDeployment>, string]>([
    ['code', {}, { wantedCode: newCode }, 'Configuration'],
    ['configuration', { memorySize: 256 }, {}, 'Code'],
    ['tags', { tags: { team: 'b' } }, {}, 'Code and configuration'],
    ['reserved concurrency', { reservedConcurrentExecutions: 6 }, {}, 'Code and configuration'],
    [
      'provisioned concurrency',
      { aliasName: 'live', provisionedConcurrentExecutions: 3 },
      {},
      'Code and configuration',
    ],
    ['an event source that is made', { triggerArns: [QUEUE, OTHER], batchsize: 5 }, {}, 'Code and configuration'],
    ['an event source that is changed', { triggerArns: [QUEUE], batchsize: 7 }, {}, 'Code and configuration'],
    ['an event source that is deleted', { triggerArns: [], eventSourceMode: 'own' }, {}, 'Code and configuration'],
  ])('does not name what is changed: %s', (_title, fields, observed, words) => {
    expect(same(fields, { ...there, ...observed })).toBe(words);
  });

  it('judges each alias by itself', () => {
    const aliases = [aliasOf('live', '41'), aliasOf('beta', '40')];

    expect(same({ publish: true, aliases: ['live', 'beta'] }, { ...there, aliases })).toContain(
      'aliases live and beta',
    );
    expect(same({ publish: true, aliases: ['live', 'new'] }, { ...there, aliases })).toContain('alias live');
    expect(same({ publish: true, aliases: ['live', 'new'] }, { ...there, aliases })).not.toContain('new');
    expect(
      same({ publish: true, aliases: ['live', 'beta'], aliasRouting: 'newVersion' }, { ...there, aliases }),
    ).not.toContain('live');
  });

  it('is nothing of a function that is made', () => {
    expect(same(everything, { ...nothing, aliases: [aliasOf('live', '41')] })).toBeUndefined();
  });

  it('has no step where everything is changed', () => {
    expect(same({ memorySize: 256 }, { ...there, wantedCode: newCode })).toBeUndefined();
  });
});
