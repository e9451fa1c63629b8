import { createServer } from 'node:net';

import type { Part } from './startArguments';
import { StartError } from './startError';

/** The three ports, each with the variable that changes it. */
const PORT_VARIABLES = {
  sandbox: { variable: 'SANDBOX_PORT', usual: 9000, what: 'Deck, Gate and Orca', parts: ['deck', 'orca'] },
  lambda: { variable: 'LAMBDA_PORT', usual: 4566, what: 'the strict Lambda', parts: ['lambda'] },
  sidecar: { variable: 'SIDECAR_PORT', usual: 8080, what: 'the sidecar', parts: ['sidecar'] },
} as const satisfies Record<string, { variable: string; usual: number; what: string; parts: readonly Part[] }>;

type PortName = keyof typeof PORT_VARIABLES;
export type Ports = Record<PortName, number>;

const NAMES = ['sandbox', 'lambda', 'sidecar'] as const satisfies readonly PortName[];

/**
 * Ports from the environment; 0 picks a free port. Throws a StartError for a value that is not a port, or for a port
 * that is used twice.
 */
export function readPorts(environment: Readonly<Record<string, string | undefined>>): Ports {
  const ports: Ports = {
    sandbox: readPort('sandbox', environment),
    lambda: readPort('lambda', environment),
    sidecar: readPort('sidecar', environment),
  };
  for (const [index, name] of NAMES.entries()) {
    const twin = NAMES.slice(0, index).find((other) => ports[other] === ports[name] && ports[name] !== 0);
    if (twin !== undefined) {
      throw new StartError(
        `${PORT_VARIABLES[twin].variable} and ${PORT_VARIABLES[name].variable} are both ${ports[name]}. Give each its own port.`,
      );
    }
  }
  return ports;
}

function readPort(name: PortName, environment: Readonly<Record<string, string | undefined>>): number {
  const { variable, usual } = PORT_VARIABLES[name];
  const text = environment[variable]?.trim() ?? '';
  if (text === '') {
    return usual;
  }
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new StartError(
      `${variable} is "${text}", which is not a port. Set it to a number from 1 to 65535, or omit it for ${usual}.`,
    );
  }
  return port;
}

/**
 * The ports, with 0 replaced by a free one, after checking that each port that the parts need is free. Checked before
 * anything is built, so that a taken port costs a second and not a minute.
 */
export async function claimPorts(ports: Ports, parts: ReadonlySet<Part>): Promise<Ports> {
  const claimed = { ...ports };
  for (const name of NAMES) {
    if (PORT_VARIABLES[name].parts.some((part) => parts.has(part))) {
      claimed[name] = await claimPort(name, ports[name]);
    }
  }
  return claimed;
}

function claimPort(name: PortName, port: number): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => reject(new StartError(refusal(name, port, error))));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      const found = typeof address === 'object' && address !== null ? address.port : port;
      probe.close(() => resolve(found));
    });
  });
}

function refusal(name: PortName, port: number, error: NodeJS.ErrnoException): string {
  const { variable, what } = PORT_VARIABLES[name];
  const remedy = `Stop the program that uses it, or choose another port: ${variable}=${port + 1} npm start`;
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} for ${what} is in use by another program (perhaps a sandbox that is still running). ${remedy}`;
    case 'EACCES':
      return `Port ${port} for ${what} is not allowed for this user. Choose one above 1023: ${variable}=${port + 8000} npm start`;
    default:
      return `Port ${port} for ${what} cannot be used: ${error.message}. ${remedy}`;
  }
}
