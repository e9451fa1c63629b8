import type { Place } from '../journal/queries/leases';

/**
 * How many operations run in each account and region. Not a semaphore: nothing waits here, the query for due work skips
 * full places.
 */
export class BusyPlaces {
  private readonly counts = new Map<string, { place: Place; count: number }>();

  constructor(private readonly most: number) {}

  enter(place: Place): void {
    this.counts.set(keyOf(place), { place, count: this.countOf(place) + 1 });
  }

  leave(place: Place): void {
    const count = this.countOf(place) - 1;
    if (count > 0) this.counts.set(keyOf(place), { place, count });
    else this.counts.delete(keyOf(place));
  }

  /** Whether the place has no room for another operation. */
  isFull(place: Place): boolean {
    return this.countOf(place) >= this.most;
  }

  /** All full places. */
  full(): Place[] {
    return [...this.counts.values()].filter(({ count }) => count >= this.most).map(({ place }) => place);
  }

  private countOf(place: Place): number {
    return this.counts.get(keyOf(place))?.count ?? 0;
  }
}

const keyOf = ({ account, region }: Place): string => `${account}/${region}`;
