// Prints how long a poll and a request to a bare server take, again and again. See comparePolls.ts.
const { readFileSync } = require('node:fs');
const { Agent, get } = require('node:http');

const [url, bare, token, pid] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
const POLL_EVERY_MS = 20;

/** Milliseconds until the whole response is there. */
const timeOf = (address) =>
  new Promise((resolve, reject) => {
    const sentAt = performance.now();
    get(address, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.resume();
      response.once('end', () => resolve(performance.now() - sentAt));
    }).once('error', reject);
  });

/**
 * CPU time of the process's main thread in ms, in steps of 10. It counts the thread's own work and nothing else, however
 * busy the machine is. Undefined where there is no /proc.
 */
function workOfMainThread() {
  try {
    const [, text] = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8').split(') ');
    const fields = text.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}

async function pollOn() {
  for (;;) {
    const before = workOfMainThread();
    const polled = timeOf(url).then((poll) => ({ poll, work: workOfMainThread() - before }));
    const [times, other] = await Promise.all([polled, timeOf(bare)]);
    console.log(JSON.stringify({ ...times, bare: other }));
    await new Promise((resolve) => setTimeout(resolve, POLL_EVERY_MS));
  }
}

void pollOn();
