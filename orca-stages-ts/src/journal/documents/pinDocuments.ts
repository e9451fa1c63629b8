import { descriptionPinSchema, routingPinSchema, timedRevertSchema, versionPinSchema } from '../../model/pins';
import { storedDocument } from '../../model/storedDocument';

/** Pins of the kinds candidate, baseline, latest and previous. */
export const versionPinDocument = storedDocument({ name: 'pin', version: 1, schema: versionPinSchema });
/** Pins of the kinds firstRouting, leftRouting and intendedRouting. */
export const routingPinDocument = storedDocument({ name: 'pin', version: 1, schema: routingPinSchema });
/** Pins of the kinds firstDescription and leftDescription. */
export const descriptionPinDocument = storedDocument({ name: 'pin', version: 1, schema: descriptionPinSchema });
/** Pins of the kind timedRevert. */
export const timedRevertDocument = storedDocument({ name: 'pin', version: 1, schema: timedRevertSchema });
