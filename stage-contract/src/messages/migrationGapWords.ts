import type { Catalogue } from './catalogue';
import { joined } from './joined';

const code = (text: string): string => `\`${text}\``;

/** What converting a pipeline cannot carry over by itself. Text between backquotes is code. */
export const MIGRATION_GAP_WORDS = {
  /** `text`: the part of the expression that reads the output. */
  referenceNotExact: ({ text, output }: { text: string; output: string }) =>
    `${code(text)} reads ${code(output)} of a stage that it does not name: read it from ${code(`#stage('…').context.webhook.monitor.body.outputs['${output}']`)}`,
  outputNotHere: ({ text, output }: { text: string; output: string }) =>
    `${code(text)} reads ${code(output)}, which Lambda Stages does not report`,
  nameWithoutPrefix: ({ functionName, application }: { functionName: string; application: string }) =>
    `${code('functionName')} is used exactly as written, ${code(functionName)}. If your Spinnaker adds the application's name (${code('lambda.prefixApplicationNameToFunction')}, its default), write ${code(`${application}-${functionName}`)}`,
  /** Both have values; the native executor reads one. */
  payloadWasIgnored: ({ read, ignored, now }: { read: string; ignored: string; now: string }) =>
    `Spinnaker's own executor reads ${code(read)}, and ignores ${code(ignored)} beside it. Only one of them can stay: remove ${code(now)}, or ${code(read)}`,
  otherTypeName: ({ type, use }: { type: string; use: string }) =>
    `${code(type)} is another name for ${code(use)}, which Lambda Stages does not know: write ${code(use)}, and run this command again`,
  fieldsOnlyHere: ({ fields }: { fields: readonly string[] }) =>
    `stays on Lambda Stages: Spinnaker's own executor has no ${joined(fields.map(code), 'or')}`,
  pipelineIsMixed: ({ ours, native }: { ours: readonly string[]; native: readonly string[] }) =>
    `${joined(ours)} ${ours.length === 1 ? 'stays' : 'stay'} on Lambda Stages, ${joined(native)} ${native.length === 1 ? 'does' : 'do'} not: the two executors do not know what the other has just published or routed. Convert all stages of a pipeline, or none`,
  outputOnlyHere: ({ text }: { text: string }) =>
    `${code(text)} reads what only Lambda Stages reports, so the stage that it names stays on Lambda Stages`,
} as const satisfies Catalogue;
