import { createServer } from 'node:net';

import { claimPorts, readPorts } from './ports';

async function holdPort(): Promise<{ port: number; release: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('no port');
  }
  return { port: address.port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}

describe('the ports of the sandbox', () => {
  it('are the defaults unless the environment says otherwise', () => {
    expect(readPorts({})).toEqual({ sandbox: 9000, lambda: 4566, sidecar: 8080 });
    expect(readPorts({ SANDBOX_PORT: '9100', LAMBDA_PORT: ' 4600 ', SIDECAR_PORT: '' })).toEqual({
      sandbox: 9100,
      lambda: 4600,
      sidecar: 8080,
    });
  });

  it.each(['http', '-1', '70000', '80.5', '0x10'])('are rejected for %p, with the name of the variable', (value) => {
    expect(() => readPorts({ SIDECAR_PORT: value })).toThrow(`SIDECAR_PORT is "${value}", which is not a port`);
  });

  it('are rejected if two parts have the same one', () => {
    expect(() => readPorts({ SANDBOX_PORT: '8080' })).toThrow('SANDBOX_PORT and SIDECAR_PORT are both 8080');
  });

  it('are reported if taken, with the variable and the remedy', async () => {
    const held = await holdPort();

    const claiming = claimPorts({ sandbox: 0, lambda: held.port, sidecar: 0 }, new Set(['lambda']));

    await expect(claiming).rejects.toThrow(`Port ${held.port} for the strict Lambda is in use by another program`);
    await expect(claiming).rejects.toThrow(`LAMBDA_PORT=${held.port + 1} npm start`);
    await held.release();
  });

  it('are not checked for parts that are not started', async () => {
    const held = await holdPort();

    const claimed = await claimPorts({ sandbox: held.port, lambda: 0, sidecar: held.port }, new Set(['lambda']));

    expect(claimed.lambda).toBeGreaterThan(0);
    await held.release();
  });
});
