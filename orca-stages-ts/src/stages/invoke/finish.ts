import type { InvokeInput } from 'stage-contract';
import type { OutcomeReport } from '../../model/report';
import type { Finish } from '../../model/stage';
import type { InvokeFactsKept } from './steps';
import { calledBy, executedVersions, headlineOf, qualifierOf } from './words';

/** Spinnaker's own output key, and our own. */
export function finishInvoke(
  input: InvokeInput,
  facts: Readonly<Partial<InvokeFactsKept>>,
  report: Readonly<OutcomeReport>,
): Finish {
  const invocations = [...(report.invocations ?? facts.invocations ?? [])].sort((a, b) => a.index - b.index);
  const results = Object.entries(facts.results ?? {})
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, result]) => result);
  const versions = executedVersions(invocations);
  const only = invocations.length === 1 ? invocations[0] : undefined;
  return {
    headline: headlineOf(calledBy(input, qualifierOf(input, versions)), input, invocations),
    outputs: {
      functionName: input.functionName,
      invokeResultsList: results,
      executedVersions: versions,
      durationsMs: invocations.map((one) => one.durationMs ?? null),
      ...(only === undefined ? {} : wholeResponse(only.response, only.responseBytes)),
    },
  };
}

/** The single response, for expressions of later stages; left out if only its beginning was kept. */
function wholeResponse(response: string | undefined, bytes: number | undefined): Record<string, unknown> {
  if (response === undefined || response === '' || Buffer.byteLength(response) !== bytes) return {};
  try {
    return { response: JSON.parse(response) as unknown };
  } catch {
    return { response };
  }
}
