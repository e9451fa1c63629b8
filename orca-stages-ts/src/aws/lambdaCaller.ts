import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { AwsScope } from '../model/awsPort';
import type { Clock } from '../model/clock';
import type { QuotaPool } from '../model/rateStore';
import { awsFailureOf, isNotFound, isThrottle, type AwsFailure } from './awsFailure';
import type { CallFacts } from './callFacts';
import type { Pacers } from './pacers';
import { stageErrorOf } from './stageErrorOf';

/** Everything that a call of Lambda needs, bound to one account, region and execution. */
export interface LambdaCallerDeps {
  clock: Clock;
  pacers: Pacers;
  scope: AwsScope;
  accountId: string;
  /** Control-plane calls: connections are kept. */
  client: LambdaClient;
  /** Invoke: a connection for every call, as a kept one that AWS has just closed would leave the outcome unknown. */
  invokeClient: LambdaClient;
  /** Has credentials at hand before a call; throws StageError when there are none to be had. */
  prepare(scope: AwsScope): Promise<void>;
}

type Answered = { $metadata: { requestId?: string | undefined } };
type Result<Answer> = { ok: true; answer: Answer } | { ok: false; failure: AwsFailure };

/** The one way in which calls are made: paced, made once, recorded, and their errors read. */
export class LambdaCaller {
  constructor(private readonly deps: LambdaCallerDeps) {}

  /** Makes the call; throws StageError. */
  async call<Answer extends Answered>(
    facts: CallFacts,
    send: (client: LambdaClient) => Promise<Answer>,
  ): Promise<Answer> {
    const result = await this.paced(facts, send);
    if (result.ok) return result.answer;
    throw stageErrorOf(result.failure, facts, this.deps.scope);
  }

  /** Makes the call; AWS's "not found" is undefined, everything else throws StageError. */
  async callOrUndefined<Answer extends Answered>(
    facts: CallFacts,
    send: (client: LambdaClient) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const result = await this.paced(facts, send);
    if (result.ok) return result.answer;
    if (isNotFound(result.failure)) return undefined;
    throw stageErrorOf(result.failure, facts, this.deps.scope);
  }

  /** Runs the function: limited by its concurrency, not by the control plane's quota. Throws StageError. */
  async invoke<Answer extends Answered>(
    facts: CallFacts,
    send: (client: LambdaClient) => Promise<Answer>,
  ): Promise<{ answer: Answer; durationMs: number }> {
    await this.deps.prepare(this.deps.scope);
    const startedAtMs = this.deps.clock.now();
    const result = await this.recorded(facts.name, () => send(this.deps.invokeClient));
    if (!result.ok) throw stageErrorOf(result.failure, facts, this.deps.scope);
    return { answer: result.answer, durationMs: this.deps.clock.now() - startedAtMs };
  }

  private async paced<Answer extends Answered>(
    facts: CallFacts,
    send: (client: LambdaClient) => Promise<Answer>,
  ): Promise<Result<Answer>> {
    const pacer = this.deps.pacers.of(this.deps.accountId, this.deps.scope.region, poolOf(facts.name));
    await pacer.take();
    // After the wait for a token, which may be long: credentials must be good when the call starts.
    await this.deps.prepare(this.deps.scope);
    const startedAtMs = this.deps.clock.now();
    const result = await this.recorded(facts.name, () => send(this.deps.client));
    if (!result.ok && isThrottle(result.failure)) await pacer.throttled(startedAtMs);
    return result;
  }

  private async recorded<Answer extends Answered>(name: string, send: () => Promise<Answer>): Promise<Result<Answer>> {
    const startedAtMs = this.deps.clock.now();
    const result: Result<Answer> = await send().then(
      (answer) => ({ ok: true, answer }),
      (error: unknown) => ({ ok: false, failure: awsFailureOf(error) }),
    );
    const requestId = result.ok ? result.answer.$metadata.requestId : result.failure.requestId;
    this.deps.scope.onCall({
      at: new Date(startedAtMs).toISOString(),
      call: name,
      durationMs: this.deps.clock.now() - startedAtMs,
      ...(requestId === undefined ? {} : { requestId }),
      ...(result.ok ? {} : { error: result.failure.awsCode }),
    });
    return result;
  }
}

const poolOf = (name: string): QuotaPool =>
  name === 'GetFunction' ? 'getFunction' : name === 'GetPolicy' ? 'getPolicy' : 'controlPlane';
