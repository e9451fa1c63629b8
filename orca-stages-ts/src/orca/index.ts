export { finalOutcomes } from './finalOutcomes';
export { orcaClient, type OrcaAddress } from './orcaClient';
export { confirmRequest, type Confirmation } from './confirmRequest';
