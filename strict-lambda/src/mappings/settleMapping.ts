import { AwsError } from '../errors';
import { notFound } from '../errors';
import type { AwsRequest } from '../http/awsRequest';
import { scopeAt, type Emulator } from '../emulator';
import type { Place } from '../arns';
import type { MappingRecord } from '../store/mappingRecord';

/** The mappings of an account and region, after finishing all transitions that are due; deleted ones are gone. */
export function settledMappings(emulator: Emulator, place: Place): Record<string, MappingRecord> {
  const { mappings } = scopeAt(emulator, place);
  for (const mapping of Object.values(mappings)) {
    if (mapping.dueAt === undefined || mapping.dueAt > emulator.now()) continue;
    delete mapping.dueAt;
    if (mapping.state === 'Deleting') delete mappings[mapping.uuid];
    mapping.state = mapping.enabled ? 'Enabled' : 'Disabled';
    emulator.changed();
  }
  return mappings;
}

/** The mapping named in the path, or 404. */
export function requireMapping(emulator: Emulator, request: AwsRequest): MappingRecord {
  const mapping = settledMappings(emulator, request)[request.parameters['UUID'] ?? ''];
  if (mapping === undefined) throw notFound('The resource you requested does not exist.');
  return mapping;
}

/** Rejects changes to a mapping that is in transition. The SDK's model gives this error status 400. */
export function requireSettledMapping(mapping: MappingRecord, verb: 'update' | 'delete'): void {
  if (mapping.dueAt !== undefined)
    throw new AwsError('ResourceInUseException', 400, `Cannot ${verb} the event source mapping because it is in use.`);
}
