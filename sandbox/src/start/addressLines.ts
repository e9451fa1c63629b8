import { relative } from 'node:path';

import type { Sandbox } from './startSandbox';

/** The lines that are printed once everything is running: where to go, and how to stop it. */
export function addressLines(
  sandbox: Pick<Sandbox, 'parts' | 'ports' | 'stateDir' | 'orcaYamlFile'>,
  tookSeconds: number,
): string[] {
  const { parts, ports } = sandbox;
  const site = `http://127.0.0.1:${ports.sandbox}`;
  const rows: [string, string][] = [];
  if (parts.has('deck')) {
    rows.push(['Deck', site], ['Live traffic', `${site}/traffic`]);
  }
  if (parts.has('deck') || parts.has('orca')) {
    rows.push(['Gate', `${site}/gate`]);
  }
  if (parts.has('orca')) {
    rows.push(['Orca', `${site}/orca`]);
  }
  if (parts.has('sidecar')) {
    rows.push(['Sidecar', `http://127.0.0.1:${ports.sidecar}`]);
  }
  if (parts.has('lambda')) {
    rows.push(['Lambda, S3, STS', `http://127.0.0.1:${ports.lambda}`]);
  }
  if (parts.has('sidecar') && !parts.has('orca')) {
    rows.push(['For your Orca', shown(sandbox.orcaYamlFile)]);
  }
  rows.push(['State', shown(sandbox.stateDir)]);
  const width = Math.max(...rows.map(([label]) => label.length));
  return [
    '',
    `Ready after ${tookSeconds.toFixed(1)} s.`,
    '',
    ...rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
    '',
    'Ctrl-C stops everything; npm start -- --reset starts from scratch.',
  ];
}

/** Relative if it is inside the current folder. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
