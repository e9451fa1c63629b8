/** A receiver has not taken an event. */
export class NotDelivered extends Error {
  constructor(
    message: string,
    /** `receiver`: it takes no events at the moment; `event`: it does not want this one. */
    readonly concerns: 'receiver' | 'event',
  ) {
    super(message);
    this.name = 'NotDelivered';
  }
}
