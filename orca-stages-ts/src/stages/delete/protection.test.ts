import type { AliasFacts } from '../../model/aliasFacts';
import { protectionOf } from './protection';

const alias = (aliasName: string, mainVersion: string): AliasFacts => ({
  aliasName,
  aliasArn: '',
  description: '',
  mainVersion,
  revisionId: 'a',
});

describe('what protects the version of a build whose alias is deleted with it', () => {
  const observed = {
    aliases: [alias('build-1', '1'), alias('live', '9')],
    provisioned: [],
    candidate: '9',
    // A Deployment of the same execution has noted what every alias served.
    baselines: [
      { aliasName: 'build-1', version: '1' },
      { aliasName: 'live', version: '8' },
    ],
  };

  it('is not that the execution has seen the alias before it deploys', () => {
    expect(protectionOf('1', observed, 'build-*')).toBeUndefined();
  });

  it('is the alias, and what it served, if it stays', () => {
    expect(protectionOf('1', observed)?.code).toBe('usedByAliases');
    expect(protectionOf('1', observed, 'release-*')?.code).toBe('usedByAliases');
  });

  it('is another alias that would have to go back to it', () => {
    const canary = { ...observed, baselines: [...observed.baselines, { aliasName: 'live', version: '1' }] };
    const aliases = [...canary.aliases.slice(0, 1), alias('live', '8')];

    expect(protectionOf('1', { ...canary, aliases }, 'build-*')?.code).toBe('isBaseline');
  });
});
