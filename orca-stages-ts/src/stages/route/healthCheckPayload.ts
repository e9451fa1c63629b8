import type { RouteInput } from 'stage-contract';
import { payloadText, type PayloadText } from '../shared/invocation';

/** The event of the health check, made as an Invoke makes it; the stage's own artifact is the native field. */
export function healthCheckPayload(input: Pick<RouteInput, 'healthCheck' | 'payloadArtifact'>): PayloadText {
  const { healthCheck, payloadArtifact } = input;
  if (healthCheck?.invokePayload === undefined && healthCheck?.payloadArtifact === undefined) return payloadText({ payloadArtifact });
  return payloadText({ invokePayload: healthCheck.invokePayload, payloadArtifact: healthCheck.payloadArtifact }, 'RequestResponse', 'healthCheck.');
}
