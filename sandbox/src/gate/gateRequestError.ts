/** A request that Gate rejects; the response has this status and message. */
export class GateRequestError extends Error {
  constructor(
    readonly statusCode: 400 | 404,
    message: string,
  ) {
    super(message);
    this.name = 'GateRequestError';
  }
}
