'use strict';
/**
 * Starts handlers on behalf of the emulator, and passes messages on in both directions; plain JavaScript because plain `node` starts it. The
 * system copies a process's page tables to start another one, which takes tens of milliseconds for a large process: this one stays small.
 *
 * Receives { kind: 'launch', id, program, options }, { kind: 'send', id, message } and { kind: 'kill', id }; sends { kind: 'message', id, message },
 * { kind: 'output', id, text } and, once, { kind: 'ended', id, code, signal }.
 */
const { spawn } = require('node:child_process');

/** The handlers' processes by id. */
const handlers = new Map();
const send = (message, sent) => process.send(message, sent);

function launch({ id, program: [command, ...parameters], options }) {
  const child = spawn(command, parameters, { ...options, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true });
  handlers.set(id, child);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      // A handler that writes faster than the emulator reads has to wait, as with a pipe.
      stream.pause();
      send({ kind: 'output', id, text }, () => stream.resume());
    });
  }
  child.on('message', (message) => send({ kind: 'message', id, message }));
  const end = (code, signal) => {
    if (!handlers.delete(id)) return;
    // Also after an error, such as a closed channel: it doesn't mean that the process has ended.
    kill(child);
    send({ kind: 'ended', id, code, signal });
  };
  child.on('exit', end);
  child.on('error', () => end(null, null));
}

/** Kills the handler's process group. In AWS too, nothing outlives the execution environment. */
function kill(child) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // There is no such group any more; what is left is the process, at most.
    child.kill('SIGKILL');
  }
}

process.on('message', (message) => {
  if (message.kind === 'launch') {
    launch(message);
    return;
  }
  const child = handlers.get(message.id);
  if (child === undefined) return;
  if (message.kind === 'kill') kill(child);
  // A channel that has just closed: the end of the process is on its way.
  else if (child.connected) child.send(message.message, () => undefined);
});
// The emulator needs no more handlers, or is gone.
process.on('disconnect', () => {
  for (const child of handlers.values()) kill(child);
  process.exit(0);
});
