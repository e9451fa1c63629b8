import type { FullPlace, Place } from '../journal/queries/leases';
import type { NamedAccount } from '../model/keyedAccount';

/** An operation that takes up room. */
interface Occupant extends Place {
  stage_type: string;
}

/**
 * How many operations run in each AWS account, whatever its name, and region. Stages of some types may wait for a
 * function for minutes. They have their own room, so that they do not delay the others. Not a semaphore: nothing waits
 * here, the query for due work skips full places.
 */
export class BusyPlaces {
  private readonly counts = new Map<string, { places: FullPlace[]; count: number }>();

  /** Each of `rooms` lists the types of stages that share it; `accounts` says which names stand for the same account. */
  constructor(
    private readonly most: number,
    private readonly rooms: readonly (readonly string[])[],
    private readonly accounts: readonly NamedAccount[],
  ) {}

  enter(occupant: Occupant): void {
    const { account, region } = occupant;
    const places = this.namesOf(account).map((name) => ({ account: name, region, types: this.roomOf(occupant) }));
    this.counts.set(this.keyOf(occupant), { places, count: this.inRoomOf(occupant) + 1 });
  }

  leave(occupant: Occupant): void {
    const found = this.counts.get(this.keyOf(occupant));
    if (found === undefined) return;
    if (found.count > 1) this.counts.set(this.keyOf(occupant), { ...found, count: found.count - 1 });
    else this.counts.delete(this.keyOf(occupant));
  }

  /** Whether there is no room for another such operation. */
  isFull(occupant: Occupant): boolean {
    return this.inRoomOf(occupant) >= this.most;
  }

  /** How many operations are in the room that this one would use. */
  inRoomOf(occupant: Occupant): number {
    return this.counts.get(this.keyOf(occupant))?.count ?? 0;
  }

  /** All full places, under each of their names. */
  full(): FullPlace[] {
    return [...this.counts.values()].filter(({ count }) => count >= this.most).flatMap(({ places }) => places);
  }

  private roomOf({ stage_type: type }: Occupant): readonly string[] {
    return this.rooms.find((types) => types.includes(type)) ?? [type];
  }

  private keyOf(occupant: Occupant): string {
    return `${this.namesOf(occupant.account).join()}/${occupant.region}/${this.roomOf(occupant).join()}`;
  }

  /** All configured names of the account with this name; only this one if it is no longer configured. */
  private namesOf(account: string): readonly string[] {
    const accountId = this.accounts.find(({ name }) => name === account)?.accountId;
    if (accountId === undefined) return [account];
    return this.accounts.filter((each) => each.accountId === accountId).map(({ name }) => name);
  }
}
