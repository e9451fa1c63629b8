export { concurrencyStepSchemas, type ConcurrencyStep } from './concurrencySteps';
export { applyConcurrency } from './applyConcurrency';
export { planProvisioned, planReserved, type ConcurrencyPlan } from './planConcurrency';
