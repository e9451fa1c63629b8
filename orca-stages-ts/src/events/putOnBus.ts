import type { CloudEvent } from '../model/cloudEvent';
import type { EventBridgePort } from '../model/eventBridgePort';
import { giveToAws } from './giveToAws';
import type { PostEvent } from './postEvent';

/** What rules match as `source`: the same for every sidecar. Its address is in the event. */
const SOURCE = 'lambda-stages';

/** Sends events to a bus of EventBridge, the whole CloudEvent as detail. */
export const putOnBus =
  ({ busArn, eventBridge }: { busArn: string; eventBridge(): Promise<EventBridgePort> }): PostEvent =>
  (event, { signal }) =>
    giveToAws(signal, async (ends) => {
      const port = await eventBridge();
      await port.putEvent(
        {
          busArn,
          source: SOURCE,
          detailType: event.type,
          detail: JSON.stringify(event),
          timeMs: Date.parse(event.time),
          resources: [subjectArn(event, busArn)],
        },
        ends,
      );
    });

/** The alias, or the function if the event is about no alias. The bus is in the same AWS account, perhaps in another region. */
function subjectArn({ data: { region, functionName, aliasName } }: CloudEvent, busArn: string): string {
  const [, partition = 'aws', , , accountId = ''] = busArn.split(':');
  const functionArn = `arn:${partition}:lambda:${region}:${accountId}:function:${functionName}`;
  return aliasName === undefined ? functionArn : `${functionArn}:${aliasName}`;
}
