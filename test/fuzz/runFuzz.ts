import fc from 'fast-check';
import { zipOf } from 'strict-lambda';
import { SECRETS } from '../badInput/stageFields';
import { ask, type Answer } from '../process/support/ask';
import { startSidecarProcess, type SidecarProcess } from '../process/support/sidecarProcess';
import { TOKEN } from '../process/support/sidecarSettings';
import { hostileRequest, type HostileRequest } from './hostileRequests';

const AT_A_TIME = 8;
const BATCH = 500;
/** Says nothing about its input: what a function answers is shown. */
const HANDLER = 'exports.handler = async () => ({ ok: true });';
/** DESIGN's limit for answers and log lines. */
const MOST_BYTES = 64 * 1024;
/** Answers that say what is wrong with a request, or that it is accepted. */
const FINE = new Set([200, 202, 204, 400, 401, 403, 404, 405, 406, 409, 413, 414, 415, 431]);

/**
 * Sends requests with random faults to a sidecar and checks that each gets a clear answer, that no answer or log line is
 * long, contains a secret or could make Orca evaluate something, and that the sidecar lives on. Arguments: how many, and
 * the seed. Exit code 1 if something is wrong.
 */
async function main([count = '50000', seed = String(Date.now() % 100_000)]: string[]): Promise<void> {
  const sidecar = await startSidecarProcess();
  try {
    await sidecar.lambda.putObject({ bucket: 'builds', key: 'v2.zip', body: zipOf({ 'index.js': HANDLER }) });
    const statuses = new Map<number, number>();
    const wrongs: string[] = [];
    for (let sent = 0; sent < Number(count); sent += BATCH) {
      const requests = fc.sample(hostileRequest, {
        seed: Number(seed) + sent,
        numRuns: Math.min(BATCH, Number(count) - sent),
      });
      await sendAll(sidecar, requests, (hostile, answer) => {
        statuses.set(answer.httpStatus, (statuses.get(answer.httpStatus) ?? 0) + 1);
        const wrong = wrongOf(hostile, answer);
        if (wrong !== undefined) wrongs.push(`${wrong}: ${shown(hostile)} | ${answer.text.slice(0, 500)}`);
      });
      if (sent % 5_000 === 0) process.stdout.write(`${sent + requests.length} requests, ${wrongs.length} wrong\n`);
    }
    wrongs.push(...(await wrongInSidecar(sidecar)));
    for (const wrong of wrongs.slice(0, 50)) process.stdout.write(`WRONG ${wrong}\n`);
    const counts = [...statuses].sort(([one], [other]) => one - other).map(([status, times]) => `${times} × ${status}`);
    process.stdout.write(`Fuzz: ${count} requests, seed ${seed}, ${counts.join(', ')}; ${wrongs.length} wrong\n`);
    if (wrongs.length > 0) process.exitCode = 1;
  } finally {
    await sidecar.close();
  }
}

async function sendAll(
  sidecar: SidecarProcess,
  requests: readonly HostileRequest[],
  onAnswer: (hostile: HostileRequest, answer: Answer) => void,
): Promise<void> {
  const left = [...requests];
  const worker = async (): Promise<void> => {
    for (let hostile = left.pop(); hostile !== undefined; hostile = left.pop()) {
      const answer = await send(sidecar.address, hostile);
      if (answer !== undefined) onAnswer(hostile, answer);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
}

/** Why Node itself does not send a request. */
const UNSENDABLE = new Set(['ERR_UNESCAPED_CHARACTERS', 'ERR_INVALID_URL', 'ERR_INVALID_CHAR']);

/** The answer; undefined for what Node itself refuses to send. */
async function send(address: string, hostile: HostileRequest): Promise<Answer | undefined> {
  try {
    return await ask({ ...hostile, url: `${address}${hostile.path}` });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return UNSENDABLE.has(code) ? undefined : { httpStatus: 0, headers: {}, text: String(error), body: undefined };
  }
}

function wrongOf({ path, method }: HostileRequest, { httpStatus, text, body }: Answer): string | undefined {
  if (!FINE.has(httpStatus)) return `answered ${httpStatus}`;
  if (path === '/metrics' || path === '/openapi.json' || method === 'HEAD') return undefined;
  if (Buffer.byteLength(text) > MOST_BYTES) return `an answer of ${Buffer.byteLength(text)} bytes`;
  if (text.includes('${')) return 'an answer with the beginning of an expression';
  const secret = [...SECRETS, TOKEN].find((each) => text.includes(each));
  if (secret !== undefined) return `an answer with ${secret}`;
  return httpStatus >= 400 && (typeof body !== 'object' || body === null) ? 'a refusal that is no JSON' : undefined;
}

/** What the process itself shows afterwards. */
async function wrongInSidecar(sidecar: SidecarProcess): Promise<string[]> {
  const ready = await ask({ method: 'GET', url: `${sidecar.address}/readyz` }).catch(() => undefined);
  const lines = sidecar.log().split('\n');
  const long = lines.find((line) => Buffer.byteLength(line) > MOST_BYTES);
  const secret = [...SECRETS, TOKEN].find((each) => sidecar.log().includes(each));
  const failed = lines.filter((line) => /"level":(50|60)|"level":"(error|fatal)"/.test(line));
  return [
    ...(ready?.httpStatus === 200 ? [] : [`/readyz answers ${ready?.httpStatus ?? 'nothing'} afterwards`]),
    ...(long === undefined ? [] : [`a log line of ${Buffer.byteLength(long)} bytes: ${long.slice(0, 300)}`]),
    ...(secret === undefined ? [] : [`${secret} is in the log`]),
    ...failed.slice(0, 10).map((line) => `logged as an error: ${line.slice(0, 500)}`),
  ];
}

const shown = ({ method, path, body }: HostileRequest): string =>
  `${method} ${path.slice(0, 100)} ${String(body ?? '').slice(0, 600)}`;

void main(process.argv.slice(2));
