export { applyConcurrency } from './applyConcurrency';
export {
  planProvisioned,
  planReserved,
  type ConcurrencyPlan,
  type ConcurrencyStep,
  type ProvisionedQuestion,
} from './planConcurrency';
