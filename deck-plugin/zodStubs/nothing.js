/** Stands in the bundle for what zod brings along and the plugin never calls: its translations, its JSON Schema. */
export {};
