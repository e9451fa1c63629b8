import { ACCOUNT } from './account';
import type { Ports } from './ports';
import type { StateFolder } from './stateFolder';

/**
 * The sidecar's configuration for the sandbox, in the form that an operator would write it.
 * With `tellOrca`, results are told to the sandbox's own Orca; a real one that uses the sandbox finds them by polling.
 */
export function sidecarYaml(
  ports: Ports,
  state: Pick<StateFolder, 'tokenFile' | 'journalFile'>,
  tellOrca: boolean,
): string {
  const lambdaUrl = `http://127.0.0.1:${ports.lambda}`;
  // A string of JSON is a string of YAML too, whatever characters a path holds.
  const quoted = JSON.stringify;
  return `# Written anew at each start of the sandbox.
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
${tellOrca ? `orca: { baseUrl: "http://127.0.0.1:${ports.sandbox}/orca" }\n` : ''}# Nobody waits long for Ctrl-C; what is cut short goes on at the next start.
timing: { drainSeconds: 5 }
`;
}
