import { ACCOUNT } from './account';
import type { Ports } from './ports';
import type { StateFolder } from './stateFolder';

/**
 * The sidecar's configuration for the sandbox, as an operator would write it. With `tellOrca`, the sidecar notifies the
 * sandbox's own Orca of results; a real Orca that uses the sandbox finds them by polling.
 */
export function sidecarYaml(
  ports: Ports,
  state: Pick<StateFolder, 'tokenFile' | 'journalFile'>,
  tellOrca: boolean,
): string {
  const lambdaUrl = `http://127.0.0.1:${ports.lambda}`;
  // A JSON string is a YAML string too, whatever characters a path contains.
  const quoted = JSON.stringify;
  return `# Rewritten at each start of the sandbox.
publicUrl: http://127.0.0.1:${ports.sidecar}
listen: { host: 127.0.0.1, port: ${ports.sidecar} }
tokens: [{ tokenFile: ${quoted(state.tokenFile)} }]
accounts:
- name: ${ACCOUNT.name}
  accountId: "${ACCOUNT.accountId}"
  regions: [${ACCOUNT.regions.join(', ')}]
  assumeRoleArn: arn:aws:iam::${ACCOUNT.accountId}:role/lambda-stages
  lambdaEndpoint: ${lambdaUrl}
  stsEndpoint: ${lambdaUrl}
  testCredentials: true
journal: { file: ${quoted(state.journalFile)} }
${tellOrca ? `orca: { baseUrl: "http://127.0.0.1:${ports.sandbox}/orca" }\n` : ''}# A short drain, so that Ctrl-C is quick. Interrupted work continues at the next start.
timing: { drainSeconds: 5 }
`;
}
