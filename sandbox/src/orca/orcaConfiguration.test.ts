import { parseOrcaConfiguration } from './orcaConfiguration';

describe('parseOrcaConfiguration', () => {
  it('accepts a text payload, ignores a map, and keeps sensitive headers apart from the fields', () => {
    const yaml = `
webhook:
  preconfigured:
  - {type: a, label: A, url: "http://x.y", payload: {not: text}, sensitiveHeaders: {Authorization: ["Bearer \${TOKEN}"]}}
  - {type: b, enabled: false, payload: '\\\${execution.id}', waitForCompletion: true}`;

    const { preconfigured } = parseOrcaConfiguration(yaml, { TOKEN: 't' });

    expect(preconfigured).toMatchObject([
      {
        type: 'a',
        label: 'A',
        enabled: true,
        fields: { url: 'http://x.y' },
        sensitiveHeaders: { Authorization: ['Bearer t'] },
      },
      { type: 'b', label: 'b', enabled: false, fields: { payload: '${execution.id}', waitForCompletion: true } },
    ]);
    expect(preconfigured[0]?.fields).not.toHaveProperty('payload');
  });

  it('has Orca’s own restrictions if the file has none', () => {
    const { urlRestrictions } = parseOrcaConfiguration('{}', {});

    expect(urlRestrictions).toMatchObject({
      rejectLocalhost: true,
      rejectVerbatimIps: true,
      excludedDomains: ['spinnaker', 'local', 'localdomain', 'internal'],
    });
  });

  it.each<[string, RegExp]>([
    ['[]', /orca-local.yml must be a map/],
    ['webhook: {preconfigured: {a: b}}', /preconfigured must be a list/],
    ['webhook: {preconfigured: [{label: x}]}', /preconfigured\[0\] has no type/],
    ['webhook: {preconfigured: [{type: x, sensitiveHeaders: [y]}]}', /sensitiveHeaders must be a map/],
    ['{', /./],
  ])('rejects %s and names the place', (yaml, reason) => {
    const act = () => parseOrcaConfiguration(yaml, {});

    expect(act).toThrow(reason);
  });
});
