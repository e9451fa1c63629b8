/** Stands in for zod's message files in the bundle. */
export {};
