/** A request that Gate refuses; answered with this status and message. */
export class GateRequestError extends Error {
  constructor(
    readonly statusCode: 400 | 404,
    message: string,
  ) {
    super(message);
    this.name = 'GateRequestError';
  }
}
