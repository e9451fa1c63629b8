import { cloudEventSchema, type CloudEvent } from '../../model/cloudEvent';
import { storedDocument } from '../../model/storedDocument';

/** An event as it waits to be delivered. */
export const eventDocument = storedDocument<CloudEvent>({ name: 'event', version: 1, schema: cloudEventSchema });
