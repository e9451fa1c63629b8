import { versionDescriptionOf } from './versionDescription';

const executionId = '01HZX3';

it.each([
  [
    'pipeline and trigger',
    { pipelineName: 'Release', triggeredBy: 'build 812' },
    'Release, build 812, execution 01HZX3',
  ],
  ['a pipeline that nothing in particular triggered', { pipelineName: 'Release' }, 'Release, execution 01HZX3'],
  ['no pipeline', {}, 'execution 01HZX3'],
])('a version says where it comes from: %s', (_title, facts, said) => {
  expect(versionDescriptionOf({}, { executionId, ...facts })).toBe(said);
});

it('a version says what its author says instead', () => {
  expect(versionDescriptionOf({ versionDescription: 'release 7' }, { executionId, pipelineName: 'Release' })).toBe(
    'release 7',
  );
});

it('long names leave room for the execution, within what AWS takes', () => {
  const said = versionDescriptionOf({}, { executionId, pipelineName: 'p'.repeat(1000), triggeredBy: 'b'.repeat(1000) });

  expect(said.length).toBeLessThanOrEqual(256);
  expect(said).toContain('execution 01HZX3');
});
