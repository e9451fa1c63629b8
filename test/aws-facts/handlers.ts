import { zipOf } from 'strict-lambda';

/** Parts of a zip besides the file that it stores. */
const OVERHEAD_BYTES = 120;

const HANDLERS: Record<string, string> = {
  echo: 'async (event) => { console.log(JSON.stringify(event)); return event; }',
  initType: 'async () => process.env.AWS_LAMBDA_INITIALIZATION_TYPE',
  throws: "async () => { throw new Error('Handler fails'); }",
  waits: 'async ({ wait }) => new Promise((resolve) => setTimeout(resolve, wait * 1000))',
  environment: 'async () => ({ environment: { ...process.env } })',
};

/** The zip for one of the facts' symbols, such as `A`, `echo`, `version:1` or `of 1000 bytes`; the same symbol is the same zip. */
export function zipFor(symbol: string): Uint8Array {
  const bytes = /^of (\d+) bytes$/.exec(symbol)?.[1];
  if (bytes !== undefined) return zipOf({ 'index.js': `//${'x'.repeat(Number(bytes) - OVERHEAD_BYTES)}` }, 0);
  const version = /^version:(\d+)$/.exec(symbol)?.[1];
  const handler =
    version === undefined
      ? (HANDLERS[symbol] ?? `async (event) => event /* ${symbol} */`)
      : `async (event, context) => ({
          version_id: 'version${version}',
          invoked_arn: context.invokedFunctionArn,
          version_from_ctx: context.functionVersion,
        })`;
  return zipOf({ 'index.js': `exports.handler = ${handler};` });
}
