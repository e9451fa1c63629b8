import { mergeMappingsMade } from '../shared/eventSources';
import type { RouteFacts } from './steps';

/**
 * What two attempts have learned, of which the later one took over from the earlier one. A change that the earlier one has
 * accepted is what the later one's plan goes back to. Pure.
 */
export const mergeFacts = (
  { accepted: _planned, ...earlier }: Readonly<Partial<RouteFacts>>,
  later: Readonly<Partial<RouteFacts>>,
): Partial<RouteFacts> => ({ ...earlier, ...later, ...mergeMappingsMade(earlier, later) });
