/** A request that the engine rejects; the response has this status and message. */
export class OrcaRequestError extends Error {
  constructor(
    readonly statusCode: 400 | 404 | 409,
    message: string,
  ) {
    super(message);
    this.name = 'OrcaRequestError';
  }
}
