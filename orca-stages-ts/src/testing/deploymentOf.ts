import { ROLE } from './stageBench';

/** Fields of a Deployment that takes code of the bench's bucket, publishes a version, and makes the alias live of it. */
export const deploymentOf = (s3key: string) => ({
  s3bucket: 'builds',
  s3key,
  runtime: 'nodejs20.x',
  handler: 'index.handler',
  role: ROLE,
  publish: true,
  aliases: ['live'],
});
