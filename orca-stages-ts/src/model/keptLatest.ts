/** A map of limited size that makes what is missing and forgets what was used longest ago. */
export class KeptLatest<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly size: number) {}

  /** The value of the key; `make` is asked when there is none. */
  get(key: string, make: () => Value): Value {
    const value = this.values.get(key) ?? make();
    this.values.delete(key);
    this.values.set(key, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.size && oldest !== undefined) this.values.delete(oldest);
    return value;
  }

  /** Forgets all. */
  clear(): void {
    this.values.clear();
  }
}
