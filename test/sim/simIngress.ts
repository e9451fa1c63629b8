import {
  NoResponse,
  type WebhookClient,
  type WebhookRequest,
  type WebhookResponse,
} from '../../sandbox/src/orca/webhook/okHttpClient';
import type { HttpSlot } from './simReplica';
import type { SimWorld } from './simWorld';

const READ_TIMEOUT_MS = 120_000;
const RESEND_AFTER_MS = 50;

/** What stands between Orca and the replicas: one address that stays while they come and go. A dropped request is repeated once, as OkHttp does. */
export class SimIngress implements WebhookClient {
  private turn = 0;

  constructor(private readonly world: SimWorld) {}

  async send(request: WebhookRequest): Promise<WebhookResponse> {
    try {
      return await this.sendOnce(request);
    } catch (error) {
      if (!(error instanceof NoResponse) || error.reason !== 'dropped') throw error;
    }
    await this.world.time.wait(RESEND_AFTER_MS);
    return this.sendOnce(request);
  }

  close(): void {
    /* There is no connection to end. */
  }

  private async sendOnce(request: WebhookRequest): Promise<WebhookResponse> {
    const { world } = this;
    await world.time.wait(world.between(1, 15));
    const slot = this.next();
    const answer =
      slot === undefined
        ? { status: 503, headers: {}, body: 'Service Unavailable' }
        : await this.answerOf(slot, request);
    if (world.weather('orcaLost')) throw new NoResponse('dropped', 'unexpected end of stream');
    await world.time.wait(world.between(1, 15));
    await world.orcaProcess.running();
    return answer;
  }

  private answerOf(slot: HttpSlot, request: WebhookRequest): Promise<WebhookResponse> {
    const { world } = this;
    return new Promise((resolve, reject) => {
      const fail = (reason: 'dropped' | 'timeout', words: string) => (): void => {
        end();
        reject(new NoResponse(reason, words));
      };
      const cancelTimeout = world.orcaProcess.clock.at(
        world.time.now() + READ_TIMEOUT_MS,
        fail('timeout', 'java.net.SocketTimeoutException: Read timed out'),
      );
      const cancelMourning = slot.current?.process.atDeath(fail('dropped', 'unexpected end of stream'));
      const end = (): void => {
        cancelTimeout();
        cancelMourning?.();
      };
      slot.answer(request).then(
        (answer) => {
          end();
          resolve(answer);
        },
        (error: unknown) => {
          end();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }

  /** The replicas in turn; one that does not accept connections gives way to the next. */
  private next(): HttpSlot | undefined {
    const { slots } = this.world.parts;
    const first = this.turn++;
    return slots
      .map((_, index) => slots[(first + index) % slots.length])
      .find((slot) => slot?.current !== undefined && !slot.current.process.isDead && !slot.current.isGone);
  }
}
