import { connectionLost, handlerOf, type SimAws } from './simAws';
import type { Caller } from './simCallers';
import type { SimProcess } from './simProcess';
import type { SimWorld } from './simWorld';
import { eventWords, operationOf, type AwsEvent } from './awsEvents';
import { OLD_VERSIONS } from './simTraffic';

type Request = Parameters<SimAws['answer']>[0];
type Answer = Awaited<ReturnType<SimAws['answer']>>;

const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than any hook may take. */
const HANGS_MS = 60_000;

/** Carries a replica's requests to AWS, through the weather. What is on its way arrives even if the replica dies. */
export const networkOf = (world: SimWorld, process: SimProcess) =>
  handlerOf(async (request, timeoutMs = REQUEST_TIMEOUT_MS, caller) => {
    await process.point();
    const name = operationOf(request)?.operation ?? '',
      trap = world.callTraps.get(name);
    if (trap !== undefined) {
      world.callTraps.delete(name);
      world.time.at(world.time.now() + world.between(0, 40), () => trap(process));
    }
    const endCall = world.beginCall(process, caller?.operationId);
    const answer = await new Promise<Answer>((resolve, reject) => {
      const end = (settle: () => void) => (): void => {
        cancel();
        endCall();
        settle();
      };
      const tooLate = Object.assign(new Error(`a request was not answered within ${timeoutMs} ms`), {
        name: 'TimeoutError',
        code: 'ETIMEDOUT',
      });
      const cancel = process.clock.at(
        process.clock.now() + timeoutMs,
        end(() => reject(tooLate)),
      );
      carry(world, request, caller).then(
        (answered) => process.run(end(() => resolve(answered))),
        (error: unknown) => process.run(end(() => reject(error instanceof Error ? error : new Error(String(error))))),
      );
    });
    if (answer.statusCode < 300) spring(world.successTraps, name, process);
    await process.point();
    return answer;
  });

/** Lets what waits for a call of a name happen, once. */
function spring(traps: Map<string, (process: SimProcess) => void>, name: string, process: SimProcess): void {
  const trap = traps.get(name);
  traps.delete(name);
  trap?.(process);
}

/** The way of a request to AWS. */
async function reach(world: SimWorld, name: string | undefined): Promise<void> {
  const { time, lateCalls } = world;
  await time.wait(world.between(2, 25));
  if (world.weather('dropBefore')) throw connectionLost();
  if (world.weather('lateRequest')) await time.wait(world.between(2_000, 90_000));
  const lateMs = name === undefined ? undefined : lateCalls.get(name);
  if (name === undefined || lateMs === undefined) return;
  lateCalls.delete(name);
  await time.wait(lateMs);
}

/** While anything is on its way, the world is not over. */
async function carry(world: SimWorld, request: Request, caller: Caller | undefined): Promise<Answer> {
  const arrived = world.underWay();
  try {
    return await carryOnce(world, request, caller);
  } finally {
    arrived();
  }
}

async function carryOnce(world: SimWorld, request: Request, caller: Caller | undefined): Promise<Answer> {
  const { time, aws } = world,
    sentMs = time.now(),
    named = operationOf(request);
  const weather: SimWorld['weather'] = (kind) => world.weather(kind);
  await reach(world, named?.operation);
  const isInvoke = request.path.endsWith('/invocations');
  await editFirst(world, named);
  const isCloudwatch = 'x-amz-target' in request.headers;
  if (isCloudwatch && world.cloudwatchIs('away')) throw connectionLost();
  armFault(world, isCloudwatch && world.cloudwatchIs('throttled') && world.chance(0.7));
  let answer = await tell(world, request, caller, sentMs);
  aws.lambda.clearFaults();
  // A proxy that repeats a request on its own knows better than to repeat a call of a function.
  if (!isInvoke && request.method !== 'GET' && weather('double')) {
    const again = async (): Promise<Answer> => {
      const arrived = world.underWay();
      await time.wait(world.between(1, world.chance(0.5) ? 10 : 20_000));
      return tell(world, request, caller, sentMs).finally(arrived);
    };
    if (world.chance(0.5)) answer = await again();
    else void again();
  }
  await waitForAnswer(world, named?.functionName);
  return answer;
}

/** Somebody edits an alias just before a replica's move of it arrives. */
async function editFirst(world: SimWorld, named: ReturnType<typeof operationOf>): Promise<void> {
  const edit = named?.operation === 'UpdateAlias' ? world.racingEdits.get(named.functionName) : undefined;
  if (named === undefined || edit === undefined) return;
  world.racingEdits.delete(named.functionName);
  await world.editAlias(named.functionName, edit);
}

/** How long AWS takes to answer. */
async function waitForAnswer(world: SimWorld, functionName: string | undefined): Promise<void> {
  if (functionName === 'hook-hangs') await world.time.wait(HANGS_MS);
  if (world.weather('dropAfter')) throw connectionLost();
  await world.time.wait(world.weather('lateAnswer') ? world.between(2_000, 90_000) : world.between(2, 25));
}

/** What the next request meets at AWS. */
function armFault(world: SimWorld, isThrottled: boolean): void {
  const { lambda } = world.aws;
  if (isThrottled || world.weather('throttle')) lambda.addFault({ kind: 'throttle', operation: '*', times: 1 });
  else if (world.weather('error5xx')) lambda.addFault({ kind: 'error5xx', operation: '*', times: 1 });
  else if (world.weather('settleSlow'))
    lambda.addFault({ kind: 'settleSlow', operation: '*', times: 1, ms: world.between(2_000, 20_000) });
}

/** Lets the alarms go off that wait for such a move. */
function ringAfter(world: SimWorld, { qualifier, weights = [] }: AwsEvent): void {
  const share = weights.find(({ version }) => !OLD_VERSIONS.includes(version))?.percent ?? 0;
  if (qualifier !== 'live' || share === 0) return;
  const move = share === 100 ? 'promotion' : 'weight';
  const index = world.alarmsAfterMoves.findIndex((waiting) => waiting.move === move);
  for (const { name, afterMs } of index < 0 ? [] : world.alarmsAfterMoves.splice(index, 1))
    world.time.at(world.time.now() + afterMs, () => void world.setAlarm(name, 'ALARM'));
}

async function tell(world: SimWorld, request: Request, caller: Caller | undefined, sentMs: number): Promise<Answer> {
  const { aws, trace } = world;
  const before = aws.events.length;
  const answer = await aws.answer(request, caller, sentMs);
  for (const event of aws.events.slice(before)) {
    ringAfter(world, event);
    trace.add(
      caller?.replica ?? '?',
      `${eventWords(event)}  [${world.nameOf(caller?.operationId)} ${caller?.stepId ?? ''}]`,
    );
  }
  return answer;
}
