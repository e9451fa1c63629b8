import { ACCOUNTS } from './accounts';
import type { Ports } from './ports';
import type { StateFolder } from './stateFolder';

/**
 * The sidecar's configuration for the sandbox, as an operator would write it. With `asksOrca`, the sidecar holds
 * requests against the record of the sandbox's own Orca; without it, it believes whoever has the token.
 */
export function sidecarYaml(
  ports: Ports,
  state: Pick<StateFolder, 'tokenFile' | 'journalFile'>,
  regions: readonly string[],
  asksOrca: boolean,
): string {
  const lambdaUrl = `http://127.0.0.1:${ports.lambda}`;
  // A JSON string is a YAML string too, whatever characters a path contains.
  const quoted = JSON.stringify;
  return `# Rewritten at each start of the sandbox.
publicUrl: http://127.0.0.1:${ports.sidecar}
listen: { host: 127.0.0.1, port: ${ports.sidecar} }
tokens: [{ tokenFile: ${quoted(state.tokenFile)} }]
accounts:
${ACCOUNTS.map(
  ({ name, accountId }) => `- name: ${name}
  accountId: "${accountId}"
  regions: [${regions.join(', ')}]
  assumeRoleArn: arn:aws:iam::${accountId}:role/lambda-stages
  lambdaEndpoint: ${lambdaUrl}
  stsEndpoint: ${lambdaUrl}
  events:
    snsTopicArn: arn:aws:sns:us-east-1:${accountId}:lambda-stages
    eventBusArn: arn:aws:events:us-east-1:${accountId}:event-bus/default
  testCredentials: true
`,
).join('')}journal: { file: ${quoted(state.journalFile)} }
${asksOrca ? `orca: { baseUrl: "http://127.0.0.1:${ports.sandbox}/orca" }` : 'authorization: tokenOnly'}
# A short drain, so that Ctrl-C is quick. Interrupted work continues at the next start.
timing: { drainSeconds: 5 }
`;
}
