/**
 * Whether the tables run all their cells, which takes minutes: `npm run test:stress` sets this, and `.ci/run` runs it. `npm test` runs
 * the cells that differ most; CONTRIBUTING.md says which these are, and why they suffice there.
 */
export const EVERY_CELL = process.env['STRESS_CELLS'] === 'every';
