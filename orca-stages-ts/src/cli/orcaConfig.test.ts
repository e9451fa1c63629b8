import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STAGE_TYPES, stageDefinitions } from 'stage-contract';
import { parse } from 'yaml';
import { orcaConfigYaml } from './orcaConfig';
import { urlRestrictionsFor } from './urlRestrictions';

const printed = (change: Partial<Parameters<typeof orcaConfigYaml>[0]> = {}) =>
  parse(orcaConfigYaml({ publicUrl: 'http://lambda-stages:8080', token: 'T0ken', textPayload: false, ...change }));

/** What was seen to work on a real Orca, for one type. */
const MEASURED = {
  label: 'AWS Lambda Route',
  type: 'Aws.LambdaTrafficRoutingStage',
  url: 'http://lambda-stages:8080/v1/operations',
  method: 'POST',
  sensitiveHeaders: { Authorization: ['Bearer T0ken'] },
  payload:
    '\\${ {"executionId": execution.id, "application": execution.application, "pipelineName": execution.name, "user": execution.authentication?.user, "allowedAccounts": execution.authentication?.allowedAccounts, "stageId": #currentStage().id, "refId": #currentStage().refId, "type": #currentStage().type, "stageName": #currentStage().name, "attempt": #currentStage().startTime, "context": #currentStage().context.?[!toString().matches("(?s)(payload|cancelPayload|webhook|customHeaders|expressionEvaluationSummary)=.*")]} }',
  waitForCompletion: true,
  statusUrlResolution: 'webhookResponse',
  statusUrlJsonPath: '$.statusUrl',
  statusJsonPath: '$.status',
  progressJsonPath: '$.progress',
  successStatuses: 'SUCCEEDED',
  canceledStatuses: 'CANCELED',
  terminalStatuses: 'TERMINAL',
  signalCancellation: true,
  cancelEndpoint: 'http://lambda-stages:8080/v1/operations/cancel',
  cancelMethod: 'POST',
  cancelPayload:
    '\\${ {"executionId": execution.id, "stageId": #currentStage().id, "attempt": #currentStage().startTime} }',
};

describe('orcaConfigYaml', () => {
  it('prints the webhook that a real Orca was seen to work with, key by key', () => {
    const { webhook } = printed();

    const route = webhook.preconfigured.find((entry: { type: string }) => entry.type === MEASURED.type);
    expect(route).toEqual(MEASURED);
    expect(Object.keys(route)).toEqual(Object.keys(MEASURED));
  });

  it('prints one webhook for each stage type, alike but for label and type', () => {
    const { webhook } = printed();

    expect(webhook.preconfigured).toEqual(
      STAGE_TYPES.map((type) => ({ ...MEASURED, type, label: stageDefinitions[type].label })),
    );
  });

  it('keeps to the public address, with or without a path', () => {
    const { webhook } = printed({ publicUrl: 'https://gateway.example.com/lambda-stages/' });

    expect(webhook.preconfigured[0]).toMatchObject({
      url: 'https://gateway.example.com/lambda-stages/v1/operations',
      cancelEndpoint: 'https://gateway.example.com/lambda-stages/v1/operations/cancel',
    });
  });

  it('never folds a line, as Spring reads expressions verbatim', () => {
    const lines = orcaConfigYaml({ publicUrl: 'http://lambda-stages:8080', token: 'T', textPayload: false }).split(
      '\n',
    );

    expect(lines.filter((line) => line.includes('"executionId"') && line.trimEnd().endsWith("}'"))).toHaveLength(
      2 * STAGE_TYPES.length,
    );
  });

  it('with a text payload sends JSON once Orca has put every value in', () => {
    const { webhook } = printed({ textPayload: true });
    const evaluated = webhook.preconfigured.map((entry: { payload: string }) =>
      JSON.parse(
        entry.payload
          .replace(/\$\{#toJson\([^}]*\)\}/g, 'null')
          .replace(/"\$\{[^}]*\}"/g, '"text"')
          .replace(/\$\{[^}]*\}/g, '1'),
      ),
    );

    expect(evaluated.map((body: { type: string }) => body.type)).toEqual([...STAGE_TYPES]);
    expect(evaluated[2]).toMatchObject({
      executionId: 'text',
      stageId: 'text',
      attempt: 1,
      context: { account: null, region: null, functionName: null, aliasName: null, stageTimeoutMs: null },
    });
    expect(
      JSON.parse(
        webhook.preconfigured[0].cancelPayload.replace(/"\$\{[^}]*\}"/g, '"text"').replace(/\$\{[^}]*\}/g, '1'),
      ),
    ).toEqual({ executionId: 'text', stageId: 'text', attempt: 1 });
    expect(webhook.preconfigured[0].customHeaders).toEqual({ 'Content-Type': ['application/json; charset=utf-8'] });
  });

  it('has no colon inside an expression of a text payload, which older Springs cut at', () => {
    const { webhook } = printed({ textPayload: true });

    const expressions = webhook.preconfigured.flatMap(
      (entry: { payload: string }) => entry.payload.match(/\$\{[^}]*\}/g) ?? [],
    );
    expect(expressions.length).toBeGreaterThan(50);
    expect(expressions.filter((expression: string) => expression.includes(':'))).toEqual([]);
  });

  it('sends what the recorded Orca sent and names the type besides', () => {
    const recorded = JSON.parse(
      readFileSync(join(__dirname, '../../../test/orca-contract/webhook-success.json'), 'utf8'),
    );

    const sent = Object.keys(recorded.exchange[0].body);
    const names = [...MEASURED.payload.matchAll(/"(\w+)": /g)].map((match) => match[1]);
    expect(names.filter((name) => name !== 'type')).toEqual(sent);
  });
});

describe('urlRestrictionsFor', () => {
  const closed = {
    rejectLocalhost: true,
    rejectVerbatimIps: true,
    excludedDomains: ['spinnaker', 'local', 'localdomain', 'internal'],
  };

  it.each([
    ['https://stages.example.com', closed],
    ['http://localhost:8080', { ...closed, rejectLocalhost: false }],
    ['http://127.0.0.1:8080', { ...closed, rejectLocalhost: false, rejectVerbatimIps: false }],
    ['http://[::1]:8080', { ...closed, rejectLocalhost: false, rejectVerbatimIps: false }],
    ['http://10.1.2.3', { ...closed, rejectVerbatimIps: false }],
    [
      'http://lambda-stages.spinnaker:8080',
      {
        ...closed,
        excludedDomains: ['local', 'localdomain', 'internal'],
        extraExcludedPatterns: ['(?!lambda-stages\\.spinnaker$).*\\.spinnaker'],
      },
    ],
    [
      'http://lambda-stages.spinnaker.svc.cluster.local',
      {
        ...closed,
        excludedDomains: ['spinnaker', 'localdomain', 'internal'],
        extraExcludedPatterns: ['(?!lambda-stages\\.spinnaker\\.svc\\.cluster\\.local$).*\\.local'],
      },
    ],
    [
      'http://lambda-stages.spinnaker.svc:8080',
      { ...closed, extraExcludedPatterns: ['(?!lambda-stages\\.spinnaker\\.svc$).*\\.svc'] },
    ],
    ['http://lambda-stages:8080', { ...closed, allowedHostnamesRegex: '(.*\\..+|lambda-stages)' }],
  ])('opens for %s what it needs and no more', (publicUrl, expected) => {
    expect(urlRestrictionsFor(publicUrl)).toEqual(expected);
  });
});
