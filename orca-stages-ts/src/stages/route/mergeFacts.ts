import { mergeMappingsMade } from '../shared/eventSources';
import type { RouteFacts } from './steps';

/** What two attempts have learned, of which the later one took over from the earlier one. Pure. */
export const mergeFacts = (
  earlier: Readonly<Partial<RouteFacts>>,
  later: Readonly<Partial<RouteFacts>>,
): Partial<RouteFacts> => ({ ...earlier, ...later, ...mergeMappingsMade(earlier, later) });
