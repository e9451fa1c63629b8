'use strict';
/**
 * Runs one Node handler in a process of its own, as Lambda's runtime does; plain JavaScript because plain `node` starts it.
 * Talks over Node's IPC channel: receives { kind: 'invoke', ... }, sends 'ready', 'log', 'result'.
 */
const { createRequire } = require('node:module');
const fs = require('node:fs');
const path = require('node:path');
const util = require('node:util');
const { pathToFileURL } = require('node:url');

const root = process.cwd();
const send = process.send.bind(process);
// The handler must not find the channel.
process.send = undefined;

let current;

const taskPath = (text) =>
  String(text).split(pathToFileURL(root).href).join('file:///var/task').split(root).join('/var/task');
/**
 * Nothing larger goes over the channel: a longer payload is too large for Lambda anyway, and the emulator must not fail
 * because of what a handler returns or logs.
 */
const MOST_CHARACTERS = 8_000_000;
const log = (text) => send({ kind: 'log', text: taskPath(String(text).slice(-MOST_CHARACTERS)) });
for (const [method, level] of [
  ['log', 'INFO'],
  ['info', 'INFO'],
  ['debug', 'DEBUG'],
  ['trace', 'TRACE'],
  ['warn', 'WARN'],
  ['error', 'ERROR'],
]) {
  console[method] = (...values) =>
    log(`${new Date().toISOString()}\t${current?.awsRequestId ?? 'undefined'}\t${level}\t${util.format(...values)}\n`);
}
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk, encoding, callback) => {
    log(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') done();
    return true;
  };
}

function describe(error) {
  if (error instanceof Error || util.types.isNativeError(error)) {
    return {
      errorType: error.name,
      errorMessage: error.message,
      trace: String(error.stack ?? '')
        .split('\n')
        .map(taskPath),
    };
  }
  return {
    errorType: typeof error,
    errorMessage: typeof error === 'string' ? error : (JSON.stringify(error) ?? String(error)),
    trace: [],
  };
}

function initError(errorType, error) {
  return {
    errorType,
    errorMessage: taskPath(error.message),
    trace: String(error.stack ?? '')
      .split('\n')
      .map(taskPath),
  };
}

function findFile(module) {
  for (const ending of ['', '.js', '.mjs', '.cjs']) {
    const file = path.resolve(root, module + ending);
    if (fs.existsSync(file) && fs.statSync(file).isFile()) return file;
  }
  return undefined;
}

function isEsm(file) {
  if (!file.endsWith('.js')) return file.endsWith('.mjs');
  for (let folder = path.dirname(file); folder.startsWith(root); folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (fs.existsSync(manifest)) return JSON.parse(fs.readFileSync(manifest, 'utf8')).type === 'module';
  }
  return false;
}

/** Members that every JavaScript value inherits are not exports: `index.constructor` is not a handler. */
const BUILT_IN = new Set([Object, Function, Array, Promise, String, Number].map((builtIn) => builtIn.prototype));

function exportAt(loaded, name) {
  return name.split('.').reduce((value, part) => {
    if (value === undefined || value === null) return undefined;
    if (part === 'constructor') return Object.hasOwn(value, part) ? value[part] : undefined;
    for (let owner = Object(value); owner !== null && !BUILT_IN.has(owner); owner = Object.getPrototypeOf(owner))
      if (Object.hasOwn(owner, part)) return value[part];
    return undefined;
  }, loaded);
}

async function loadHandler(name) {
  if (name.includes('..'))
    throw {
      init: {
        errorType: 'Runtime.MalformedHandlerName',
        errorMessage: `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
        trace: [],
      },
    };
  const found = /^(.*\/)?([^/.]+)\.(.+)$/.exec(name);
  if (found === null)
    throw { init: { errorType: 'Runtime.MalformedHandlerName', errorMessage: 'Bad handler', trace: [] } };
  const module = (found[1] ?? '') + found[2];
  const file = findFile(module);
  if (file === undefined)
    throw {
      init: {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: `Error: Cannot find module '${module}'`,
        trace: [],
      },
    };
  let loaded;
  try {
    loaded = isEsm(file) ? await import(pathToFileURL(file).href) : createRequire(file)(file);
  } catch (error) {
    if (error instanceof SyntaxError) throw { init: initError('Runtime.UserCodeSyntaxError', error) };
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND')
      throw { init: initError('Runtime.ImportModuleError', error) };
    throw { init: describe(error) };
  }
  const handler = exportAt(loaded, found[3]) ?? exportAt(exportAt(loaded, 'default'), found[3]);
  if (handler === undefined)
    throw {
      init: { errorType: 'Runtime.HandlerNotFound', errorMessage: `${name} is undefined or not exported`, trace: [] },
    };
  if (typeof handler !== 'function')
    throw { init: { errorType: 'Runtime.HandlerNotFound', errorMessage: `${name} is not a function`, trace: [] } };
  return handler;
}

function contextOf(invocation, finish) {
  const { deadlineMs, ...fields } = invocation.context;
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    ...fields,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
    succeed: (value) => finish({ value }),
    fail: (error) => finish({ error: describe(error) }),
    done: (error, value) => finish(error === undefined || error === null ? { value } : { error: describe(error) }),
  };
  return context;
}

function answer(result, fatal = false) {
  let payload;
  try {
    payload = JSON.stringify(result.error ?? result.value ?? null) ?? 'null';
  } catch (error) {
    result.error = {
      errorType: 'Runtime.MarshalError',
      errorMessage: `Unable to stringify response body: ${error.message}`,
      trace: [],
    };
    payload = JSON.stringify(result.error);
  }
  if (result.error !== undefined) console.error('Invoke Error \t' + payload.slice(0, MOST_CHARACTERS));
  current = undefined;
  // While an invocation runs the channel does not keep the process busy, so that an empty event loop can be seen.
  process.channel.ref();
  const message = {
    kind: 'result',
    failed: result.error !== undefined,
    payload: payload.slice(0, MOST_CHARACTERS),
    memoryBytes: process.memoryUsage().rss,
    fatal,
  };
  if (fatal) send(message, () => process.exit(1));
  else send(message);
}

function invoke(handler, invocation) {
  current = { awsRequestId: invocation.context.awsRequestId };
  let waiting;
  const mine = current;
  const finish = (result) => {
    if (current !== mine) return;
    process.removeListener('beforeExit', onEmpty);
    answer(result);
  };
  const onEmpty = () => finish(waiting ?? { value: null });
  process.on('beforeExit', onEmpty);
  process.channel.unref();
  const context = contextOf(invocation, finish);
  const callback = (error, value) => {
    waiting ??= error === undefined || error === null ? { value } : { error: describe(error) };
    if (context.callbackWaitsForEmptyEventLoop === false) finish(waiting);
  };
  let returned;
  try {
    returned = handler(JSON.parse(invocation.event), context, callback);
  } catch (error) {
    finish({ error: describe(error) });
    return;
  }
  if (typeof returned?.then === 'function')
    returned.then(
      (value) => finish({ value }),
      (error) => finish({ error: describe(error) }),
    );
}

function crash(error) {
  if (current === undefined) process.exit(1);
  // The message has to leave before the process does.
  answer({ error }, true);
}
process.on('uncaughtException', (error) => crash(describe(error)));
process.on('unhandledRejection', (error) =>
  crash({ ...describe(error), errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: String(error) }),
);
// The emulator is gone: this process ends, and so does everything that the handler has started.
process.on('disconnect', () => process.kill(0, 'SIGKILL'));

const loading = loadHandler(process.env._HANDLER);
loading.then(
  () => send({ kind: 'ready' }),
  (failure) => send({ kind: 'initFailed', error: failure.init ?? describe(failure) }, () => process.exit(1)),
);
process.on('message', (message) => {
  void loading.then((handler) => invoke(handler, message));
});
