export { applyConcurrency } from './applyConcurrency';
export { planProvisioned, planReserved, type ConcurrencyPlan, type ConcurrencyStep } from './planConcurrency';
