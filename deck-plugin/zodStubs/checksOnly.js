/** Stands in the bundle for how zod writes schemas as JSON Schema: what it knows of a number's limits is read by forms, the rest by nobody. */
export { aggregateChecks } from '../../node_modules/zod/v4/core/json-schema-processors.js';
