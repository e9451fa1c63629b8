/** Draws what a scenario contains from a seeded generator. */
export class Draw {
  constructor(readonly random: () => number) {}

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  from<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.random() * choices.length)] ?? choices[0];
  }

  /** A whole number; both ends are possible. */
  between(least: number, most: number): number {
    return Math.floor(least + this.random() * (most - least + 1));
  }
}
