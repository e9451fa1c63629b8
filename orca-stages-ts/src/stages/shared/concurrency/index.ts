export { concurrencyRestoreSchemas, concurrencyStepSchemas } from './concurrencySteps';
export { applyConcurrency } from './applyConcurrency';
export { planProvisioned, planReserved, type ConcurrencyPlan } from './planConcurrency';
export { applyConcurrencyRestore, changesConcurrency, restoreConcurrency } from './restoreConcurrency';
