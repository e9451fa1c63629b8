/** Lets work begin in the order in which it came, and only so much of it be under way at a time. */
export class FewAtATime {
  private readonly waiting: (() => void)[] = [];
  private underWay = 0;

  constructor(private readonly most: number) {}

  /** Does the work when it is its turn; what it answers or throws comes through. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.underWay >= this.most)
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
    else this.underWay++;
    try {
      return await work();
    } finally {
      // Whoever comes next takes this place over, so that nobody slips in between.
      const next = this.waiting.shift();
      if (next === undefined) this.underWay--;
      else next();
    }
  }
}
